"""Un archivo de Office ajeno, como lo ve una persona y hasta donde alcanza el presupuesto.

Se entra por ``lectura``, y lo que da está en ``visto``. De un Word, ``documento`` con sus
``tablas``, sus ``parrafos`` y sus ``rasgos``; de un Excel, ``libro`` con cada ``hoja`` y sus
``valores``.
"""
