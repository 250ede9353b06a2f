"""De la carpeta de un formato al formato: sus archivos, lo que hereda y la versión que rige."""
