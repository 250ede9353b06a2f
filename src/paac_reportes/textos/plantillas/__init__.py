"""Los textos con variables de un formato: leerlos, ver que sean sanos y redactarlos."""
