"""Los documentos de la biblioteca, entendidos con el formato que los escribió."""
