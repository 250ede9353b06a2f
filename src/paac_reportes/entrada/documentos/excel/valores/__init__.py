"""Los números y las fechas de una hoja, como se ven con su formato."""
