"""Where tools and their results lie in this copy; read before anything is installed."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
MEILISEARCH = NODE_MODULES / "@gaubee" / "meilisearch-linux-amd64" / "meilisearch"
