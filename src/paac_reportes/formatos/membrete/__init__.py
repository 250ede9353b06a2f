"""El membrete de un formato: un documento de Word ajeno, que se revisa antes de usarlo."""
