"""El camino entero, de los datos al archivo; aquí se abren y se cierran los archivos.

Los módulos de cada etapa se cargan cuando hacen falta: importar uno de estos no trae ni Word ni
Excel ni las plantillas.
"""
