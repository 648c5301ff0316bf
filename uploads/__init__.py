"""Photos: taken in, made safe, kept, made smaller and served."""
