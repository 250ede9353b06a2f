"""Una tabla en las columnas de una hoja: sus altos, sus cortes y lo que sigue en otra fila."""
