"""Un documento de Word: sus párrafos, sus tablas y cómo se numeran."""
