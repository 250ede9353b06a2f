"""Las clases con que se escribe un formato: lo que su ``formato.toml`` puede decir."""
