"""The sample town's pictures, drawn as SVG and rendered once to JPEG."""
