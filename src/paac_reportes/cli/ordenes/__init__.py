"""Las órdenes que tienen su propio módulo, y los argumentos que varias comparten."""
