"""Los formatos oficiales como datos: qué dice cada uno, si está bien escrito y dónde está."""
