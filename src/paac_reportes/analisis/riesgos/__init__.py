"""El mapa de riesgos: lo que resulta de lo escrito, lo que conviene revisar y sus cifras."""
