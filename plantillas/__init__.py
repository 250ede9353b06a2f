"""Los formatos oficiales, uno por carpeta: ``formato.toml`` y ``FUENTE.md``."""
