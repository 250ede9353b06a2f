"""Las tablas: de filas, de rótulos con su valor, y las que sólo acomodan."""
