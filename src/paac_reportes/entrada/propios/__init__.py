"""Los documentos que escribió esta biblioteca, leídos de lo que se ve."""
