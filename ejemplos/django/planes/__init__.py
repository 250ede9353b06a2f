"""Los planes de la entidad, en tablas, y sus reportes."""
