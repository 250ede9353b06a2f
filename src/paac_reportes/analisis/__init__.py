"""Las cifras de un plan: con método nombrado, y lo que se desconoce no cuenta como cero."""
