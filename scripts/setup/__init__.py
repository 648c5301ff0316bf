"""Set-up: a virtual environment, its packages, the front-end files and the translations.

Only the standard library, because it runs before anything is installed. Each step runs again only
when what it reads has changed, so that a second set-up takes a fraction of a second.
"""
