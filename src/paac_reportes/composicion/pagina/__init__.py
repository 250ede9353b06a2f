"""En qué páginas y hojas va cada cosa, y qué llevan arriba y abajo."""
