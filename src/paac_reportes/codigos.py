"""Los códigos de lo que se dice: de qué grupo es cada uno, qué significa y qué pide.

Se prometen el grupo y, de un aviso, su peso: un código puede partirse en dos dentro de su grupo.
"""

from typing import Literal, NamedTuple

Peso = Literal["nota", "duda", "por_fuera", "grave"]
"""Lo que un aviso pide. ``nota``: saberlo. ``duda``: mirarlo, porque se tomó y puede ser otra cosa.
``por_fuera``: ponerlo, porque una fila o un dato con algo no se tomó, y la orden termina con 4.
``grave``: corregirlo antes de publicar; sólo lo da una revisión."""

GrupoDeFalla = Literal[
    "argumento", "dato", "falta_dato", "archivo", "no_existe", "limite", "matriz", "captura",
    "prueba", "formato", "maquina", "defecto",
]  # fmt: skip
"""De qué se trata una falla: se promete, y su código no."""
GrupoDeAviso = Literal[
    "entidad", "no_se_muestra", "blancos", "por_publicar", "por_llenar", "norma", "anterior",
    "fecha", "numero", "repetido", "incompleto", "columna", "hoja", "fila", "celda", "documento",
    "vuelta", "reparto", "letra", "pagina", "imagen", "formato", "lote", "riesgo", "control",
    "tratamiento", "cuestionario",
]  # fmt: skip
"""De qué se trata un aviso."""


class CausaDeFalla(NamedTuple):
    """Causa de un código de falla, y la respuesta HTTP que le corresponde."""

    grupo: GrupoDeFalla
    http: int
    """4xx si lo arregla quien pidió; 5xx si lo arregla quien administra o quien programa."""
    que: str


class CausaDeAviso(NamedTuple):
    """Causa de un código de aviso, y lo que pide de quien lo lee."""

    grupo: GrupoDeAviso
    peso: Peso
    """El corriente: un aviso puede pesar más por su caso, y lo dice su ``peso``."""
    que: str


_FALLAS: dict[GrupoDeFalla, dict[str, str]] = {
    "argumento": {
        "argumento_invalido": "un argumento no es de la clase que la función espera",
        "objeto_ajeno": "un objeto de quien llama falló al usarlo",
        "tipo_no_admitido": "esa clase de archivo no se escribe, o no para lo que se pidió",
        "destino_repetido": "dos salidas van al mismo archivo",
        "destino_ocupado": "en el destino ya hay algo que no se reemplaza",
    },
    "dato": {
        "dato_invalido": "un dato no es de la clase o de la forma que se esperaba",
        "dato_desconocido": "una clave, un dato o un nombre que no existe",
        "dato_repetido": "llegó más de una vez lo que va una sola",
        "datos_incoherentes": "dos datos que no pueden ir juntos, o uno que sin otro sobra",
        "fuera_de_rango": "un número o una fecha fuera de sus límites",
        "opcion_desconocida": "un valor que no es de los que ese dato admite",
        "clase_desconocida": "valores de una columna que no son de número, de fecha ni de texto",
        "contrato_posterior": "los datos son de una versión del contrato que aún no se lee",
        "corte_desconocido": "un corte que el plan no tiene, o un seguimiento sin corte",
        "no_cabe": "pasa de lo que Word o Excel admiten en una celda o en una tabla",
        "fuera_de_excel": "números o fechas de una columna que Excel no guarda sin cambiarlos",
        "imagen_invalida": "una imagen falta, está dañada o no es de las que se admiten",
    },
    "falta_dato": {
        "dato_faltante": "falta un dato que no puede faltar",
        "sin_datos": "no hay nada que reportar, que leer o que reunir",
        "falta_el_plan": "el formato es de un plan y sólo llegó su mapa de riesgos",
        "sin_su_plan": "un documento nuestro llegó sin el plan de que salió",
    },
    "archivo": {
        "archivo_ilegible": "el archivo o el flujo no se deja leer",
        "archivo_de_otra_clase": "el archivo no es de los que ahí se leen",
        "archivo_danado": "el archivo está mal escrito o incompleto",
        "archivo_cifrado": "el archivo pide contraseña",
        "archivo_vacio": "el archivo no trae nada",
        "no_es_utf8": "un texto no está en UTF-8",
        "ruta_inadmisible": "una ruta que el sistema no admite, o que sale de su carpeta",
    },
    "no_existe": {
        "archivo_no_existe": "el archivo que se iba a leer no existe",
        "carpeta_no_existe": "la carpeta donde se iba a escribir no existe",
        "formato_desconocido": "no está el formato: ni en el catálogo, ni en la carpeta que se dio",
    },
    "limite": {
        "limite_excedido": "pasa de un límite de lectura, que el mensaje dice con su número",
        "plazo_vencido": "un reporte no estuvo en el plazo que se le dio",
    },
    "matriz": {
        "sin_matriz": "en el documento no hay ninguna tabla de un plan",
        "matriz_sin_filas": "la matriz trae sus rótulos y ninguna fila que se entienda",
        "columna_no_hallada": "falta una columna que se nombró, o sin la que no se lee",
        "fila_sin_lugar": "una fila no dice de qué componente, dependencia, actividad o riesgo es",
    },
    "captura": {
        "libro_ajeno": "un libro de captura de otra entidad, otra vigencia u otro corte",
        "respuesta_invalida": "una respuesta que no es de las que el conflicto admite",
        "conflicto_sin_resolver": "dos oficinas dicen cosas distintas y nadie ha escogido",
        "anterior_ajeno": "el archivo anterior es de otra entidad, vigencia o corte que no sirve",
    },
    "prueba": {
        "instantanea_cambiada": "lo que se guardó al cerrar un corte ya no es lo mismo",
        "acta_danada": "un acta cortada, mal escrita o que no lo es",
        "acta_posterior": "un acta de una versión que aún no se lee",
    },
    "formato": {
        "formato_repetido": "dos formatos con el mismo código",
        "formato_incoherente": "dos claves de un formato que no van juntas",
        "base_invalida": "el formato hereda de uno que no hay, o cambia lo que no trae",
        "plantilla_invalida": "un texto con variables mal escrito, o que no va ahí",
        "variable_desconocida": "un texto nombra una variable que ahí no hay",
        "medida_imposible": "anchos o márgenes que no caben en la página",
        "contraste_bajo": "una letra o una barra que no se ve sobre su fondo",
        "membrete_invalido": "el membrete no es un .docx que se pueda usar",
        "cuerpo_invalido": "el cuerpo en Word no es un .docx que se pueda usar",
    },
    "maquina": {
        "sin_permiso": "el sistema no deja leer o escribir ahí",
        "no_se_puede_escribir": "el disco, la red o el flujo no recibieron lo escrito",
        "ejecutor_roto": "el ejecutor de un lote se rompió; el mensaje dice cuánto falta",
        "encargo_perdido": "el proceso que hacía un reporte murió, o no lo devolvió",
        "falta_programa": "falta un programa o un extra; el mensaje dice cómo instalarlo",
        "programa_fallo": "un programa que se llamó no hizo lo suyo",
        "sin_python": "no hay un Python que se pueda lanzar aparte",
        "sin_carpeta_de_trabajo": "la carpeta en que el programa trabaja ya no existe",
        "sin_carpeta_temporal": "no hay dónde dejar archivos de paso",
        "sin_hilos": "el sistema no deja empezar más hilos",
    },
    "defecto": {
        "defecto_interno": "un defecto de la biblioteca",
    },
}

_HTTP = {
    400: {"argumento_invalido", "destino_repetido"},
    403: {"sin_permiso"},
    404: {"archivo_no_existe", "formato_desconocido"},
    406: {"tipo_no_admitido"},
    409: {
        *("destino_ocupado", "conflicto_sin_resolver"),
        *("instantanea_cambiada", "formato_repetido"),
    },
    413: {"limite_excedido"},
    415: {"archivo_de_otra_clase"},
    500: {"carpeta_no_existe", "objeto_ajeno"},
    503: {"plazo_vencido", "falta_programa", "sin_hilos"},
}
"""Las respuestas que no son las de su grupo: 500 de la máquina o de un defecto, 422 de lo demás."""

_AVISOS: dict[GrupoDeAviso, dict[str, str]] = {
    "entidad": {
        "nit": "el NIT no tiene nueve dígitos y el de verificación, o éste no corresponde",
        "divipola": "el código DIVIPOLA no es de un municipio, o es de otro departamento",
        "entidades_distintas": "lo que se compara es de dos entidades",
        "licencia_desconocida": "la licencia que la entidad dice no es un código ni una dirección",
    },
    "no_se_muestra": {
        "datos_no_mostrados": "datos del plan que el formato no muestra, y cuántos",
        "entidad_no_mostrada": "datos de la entidad, o la vigencia, que el formato no muestra",
        "lista_no_mostrada": "una lista del plan que el formato no muestra",
        "mapa_no_mostrado": "el mapa de riesgos que el plan trae no está en esa salida",
        "mapa_en_cifras": "un informe cuenta las cifras del mapa de riesgos y no lo muestra entero",
        "texto_no_mostrado": "un texto del plan cuya clave el formato no muestra",
        "texto_reemplazado": "un texto en cuyo lugar mandan las recomendaciones que trae el plan",
        "dato_sobrante": "datos de las filas, o tablas, que nada del formato muestra",
        "dependencia_sin_hoja": "una dependencia sin componentes no cabe en el libro",
        "fila_recomendada_ausente": "la fila que una recomendación nombra ya no está en el plan",
    },
    "blancos": {
        "celda_prestada": "por columna, las filas en blanco que comparten la celda de la de arriba",
        "dato_de_arriba": "un dato tomado de la fila de arriba, por un blanco o una combinada",
        "fila_en_blanco": "una fila que no dice lo que otra de arriba, quizá de su misma celda, sí",
        "celda_de_espacios": "una celda que se ve en blanco y sólo tiene espacios",
    },
    "por_publicar": {
        "dato_omitido": "lo que no se publica, y cuánto había en ese lugar",
        "sin_revisar": "se publicó con números, correos o teléfonos que ninguna persona revisó",
        "parece_cedula": "en lo que se va a publicar, un número que parece una cédula y queda",
        "contacto_del_formato": "un correo, un teléfono o un membrete del formato, que se publica",
    },
    "por_llenar": {
        "falta_el_mapa": "el formato es de un mapa de riesgos, el plan no lo trae y sale en blanco",
        "por_llenar_a_mano": "lo que falta en los datos y sale en blanco: una firma, una fecha",
        "corte_sin_seguimientos": "ningún seguimiento tiene el corte pedido",
    },
    "norma": {
        "formato_sin_vigencia": "el formato se retiró, o aún no rige, en esa fecha",
        "formato_de_otro_regimen": "el formato es del PAAC y el plan del PTEP, o al revés",
        "formato_de_otra_entidad": "el formato se hizo para una entidad y lo usa otra",
        "regimen_a_destiempo": "el régimen que el plan declara no es el de su vigencia",
        "plazo_mayor_que_la_guia": "la entidad se dio más días de los que la guía vigente da",
        "corte_fuera_de_serie": "los datos traen un corte que no es de la serie de la vigencia",
        "corte_fuera_de_vigencia": "seguimientos de un corte de otro año que la vigencia",
        "sin_vigencia": "el plan no dice su vigencia y hay fechas sin año",
        "metodologia_a_destiempo": "la metodología del mapa es de otras fechas",
        "seguimiento_fuera_de_corte": "un seguimiento del mapa con un corte que no es de la serie",
    },
    "anterior": {
        "anterior_incompleto": "al archivo anterior le falta el corte anterior, o trae de después",
        "anterior_con_otra_metodologia": "el archivo anterior saca sus cifras con otra metodología",
        "anterior_recalculado": "un documento anterior no trae esa cifra, y se sacó de sus filas",
        "sin_su_informe": "se propone de un corte que el plan ya pasó, sin el informe de entonces",
        "recomendaciones_distintas": "el plan y el informe que se imprimió no dicen las mismas",
    },
    "fecha": {
        "fecha": "una fecha imposible, de otra vigencia, en número de Excel o que no se entiende",
        "fechas_ambiguas": "fechas que podrían leerse día/mes o mes/día",
        "fecha_lejana": "una fecha programada lejos de la vigencia",
        "hora_con_zona": "momentos con zona horaria, con el día y la hora de la zona de la entidad",
        "hora_sin_escribir": "las fechas de una columna van con palabras, y su hora no se escribe",
        "hora_sin_leer": "una celda leída muestra un día con su hora, y de ella se lee el día",
    },
    "numero": {
        "fracciones": "porcentajes que parecen partes de uno, o se leyeron como los de al lado",
        "avance_como_fraccion": "un avance de 1 % o menos sin signo, que pudo ser una parte de uno",
        "numero_redondeado": "los números de una columna se escriben con menos decimales",
        "codigo_como_numero": "códigos que llegaron como número: 1.1 y 1.10 no se distinguen",
        "fuera_del_total": "un texto que una columna con total no puede sumar",
        "negativo_sin_barra": "números negativos de una columna con barras, que van sin la suya",
        "total_sin_columnas": "una fila de total que no sale: ninguna columna se resume",
    },
    "repetido": {
        "fila_repetida": "dos filas iguales de un componente, o dos dependencias de igual nombre",
        "codigo_repetido": "un código que llevan dos filas de un componente",
        "subcomponente_parecido": "dos subcomponentes que difieren en una mayúscula o un espacio",
        "nombre_parecido": "un nombre se tomó por el que sólo difiere en mayúsculas o tildes",
        "referencia_repetida": "dos riesgos con la misma referencia",
        "libro_repetido": "de una oficina llegó más de un libro de captura",
    },
    "incompleto": {
        "componente_ausente": "un componente que pide la guía del régimen, y el plan no lleva",
        "componente_sin_comprobar": "los componentes de un régimen de nombres sin confirmar",
        "fila_incompleta": "una fila sin responsable, sin fecha, o sin meta ni indicador",
        "meta_sin_medida": "una meta que no dice cuánto, y no se puede comprobar",
        "fila_sin_texto": "una actividad sin descripción, o un trámite o una oficina sin nombre",
        "parece_total_o_firma": "una fila del plan que parece un total o una firma",
        "contradiccion": "dos datos de un seguimiento que no pueden ser ciertos a la vez",
        "renglones_separados": "un texto de varios renglones, de un dato que lleva uno por renglón",
        "cumplida_y_vencida": "una recomendación declarada cumplida, y su actividad sigue vencida",
        "plan_sin_filas": "un plan que no trae ninguna actividad ni ningún trámite",
        "mapa_sin_riesgos": "un mapa que no trae ningún riesgo",
    },
    "columna": {
        "columna_sobrante": "una columna de un libro que no es de ningún dato, y no se leyó",
        "columna_faltante": "un libro no tiene la columna de un dato",
        "extra_desconocido": "una columna pide un extra que nadie del plan trae",
        "columna_dudosa": "una columna que no se leyó sólo por su rótulo, o pudo leerse distinto",
        "columna_sin_leer": "una columna con textos y sin rótulo, que no se leyó",
        "columna_desconocida": "una columna cuyo rótulo no se parece a ningún dato",
        "sin_columna": "a una tabla le falta una columna que las otras traen",
    },
    "hoja": {
        "hoja_faltante": "un libro ya no tiene una hoja que llevaba",
        "hoja_parecida": "una hoja de un libro se leyó por sus columnas: se llama de otro modo",
        "hoja_sobrante": "una hoja que no es de las de su libro, y no se leyó",
        "tabla_omitida": "una tabla, o su final, que no es del plan ni del mapa, y no se leyó",
        "archivo_saltado": "entre los libros de captura, lo que no es uno y no se leyó",
    },
    "fila": {
        "filas_ocultas": "filas ocultas de un libro, que se leyeron",
        "fila_continuada": "una fila que sigue a la de arriba, o es otra línea suya",
        "fila_omitida": "una fila que no es de datos, como un total, una nota o una firma",
        "fila_sin_leer": "una fila que parece de datos y no se leyó",
        "oculto_leido": "filas, columnas u hojas ocultas que se leyeron",
        "lugar_supuesto": "de dónde se tomó a qué dependencia, componente o proceso va una fila",
        "dato_supuesto": "la entidad, la vigencia, un corte o de quién es un blanco: nadie lo dijo",
    },
    "celda": {
        "celda_ilegible": "una celda que no es lo que su columna trae, y cómo se conservó",
        "celda_combinada": "una celda combinada a mano: lo que dice es sólo de su primer lugar",
        "formula_sin_resultado": "una fórmula, o un campo de Word, cuyo resultado no se guardó",
        "valor_de_error": "una celda leída trae un error de fórmula (#N/D) en lugar de un dato",
        "formato_sin_leer": "un número leído lleva un formato que no se sabe escribir",
        "color_sin_leer": "celdas de varios colores, que quizá digan algo que su texto no",
        "texto_tachado": "un texto tachado; la fila que lo va entera no se lee",
        "texto_escondido": "un texto escondido de Word, que no se lee",
        "letras_de_otro_juego": "un CSV con letras de otro juego: «Gesti¢n», «GestiÃ³n»",
        "texto_de_programa": "en una columna de textos, «nan», HTML o un objeto, que va como está",
    },
    "documento": {
        "documento_danado": "parte de un documento leído está mal escrita, y se leyó lo demás",
        "documento_con_macros": "un documento leído trae macros, que no se ejecutan",
        "contenido_aparte": "un documento leído trae algo fuera de sus párrafos, tablas y celdas",
        "imagen_sin_leer": "una imagen o un gráfico de un documento leído, de los que nada se lee",
        "comentario_sin_leer": "un comentario o una nota al pie de un documento leído: no es dato",
        "enlace_sin_leer": "la dirección de un enlace de un documento leído no quedó en los datos",
        "cambios_sin_aceptar": "un documento leído trae cambios de Word sin aceptar",
        "lectura_dudosa": "algo de un documento leído que no se entendió, o no del todo",
        "sin_usar": "lo que un documento leído dice y no quedó en ningún dato",
        "no_se_lee_de_vuelta": "sale entero y pasa de lo que se lee: no se podrá volver a leer",
    },
    "vuelta": {
        "documento_cambiado": "un documento leído trae algo que no tenía cuando se escribió",
        "base_cambiada": "el plan cambió después de que salió el documento o el libro que vuelve",
        "filas_movidas": "filas de un libro en otro orden que el del plan",
        "celda_borrada": "en un libro de captura, una celda que salió con algo y volvió en blanco",
        "filas_borradas": "filas que salieron en un libro de captura y no volvieron en él",
        "texto_cambiado": "en un libro de captura, lo que sólo se lee y volvió cambiado",
        "respuesta_sin_conflicto": "una respuesta de un conflicto que no hay",
        "conflicto_por_resolver": "un conflicto de un libro reunido, que queda como en la base",
    },
    "reparto": {
        "recomendacion_sin_libro": "una recomendación abierta que no va en ningún libro de captura",
        "fila_sin_responsable": "filas que no dicen el dato por el que se reparten los libros",
    },
    "letra": {
        "caracter_cambiado": "un carácter que Word, Excel o un PDF no admiten se cambió por U+FFFD",
        "fuente_sustituida": "una fuente no está instalada y el PDF lleva otra, que mide distinto",
        "letra_sin_dibujo": "letras que ninguna fuente instalada tiene, y cambian en el PDF",
    },
    "pagina": {
        "contenido_sin_paginas": "la tabla de contenido sale sin números de página",
        "encabezado_recortado": "el encabezado o el pie impreso no cabe en lo que Excel admite",
        "texto_recortado": "un texto no cabe en una celda de la hoja de datos de un libro",
        "cortes_de_pagina": "una hoja pide más cortes de página que los que Excel admite",
        "enlaces_en_texto": "direcciones web que en una hoja de Excel salen sin enlace",
        "rotulo_partido": "un rótulo no cabe en el ancho de su columna",
        "palabras_partidas": "las columnas de una matriz propia no caben en su hoja",
        "remision_sin_destino": "un texto del formato nombra una parte del documento que no salió",
    },
    "imagen": {
        "pdf_sin_accesibilidad": "el PDF que hace LibreOffice no es PDF/A, y quizá no PDF/UA-1",
    },
    "formato": {
        "cuerpo_sin_huecos": "un cuerpo diseñado en Word no trae ningún hueco: sale como está",
        "tabla_sin_usar": "un formato trae una tabla que ningún bloque escribe",
        "membrete_sin_usar": "el membrete trae algo que no sale, o no tiene encabezado ni pie",
        "membrete_sin_orientacion": "el membrete no tiene sección de la orientación que se pide",
        "membrete_solo_en_word": "del membrete, esa salida sólo lleva los textos",
    },
    "lote": {
        "plan_no_incluido": "un plan del que no hay cuentas entre las de varios, y por qué",
    },
    "riesgo": {
        "zona_no_corresponde": "la zona escrita de un riesgo no es la que dan sus niveles",
        "porcentaje_no_corresponde": "el nivel escrito de un riesgo no es el de su porcentaje",
        "producto_no_corresponde": "el número de una zona no es probabilidad por impacto",
        "residual_mayor": "el riesgo residual es mayor que el inherente",
        "residual_sin_controles": "un riesgo baja sin ningún control escrito",
        "residual_no_corresponde": "el residual escrito no es el que dan los controles",
        "residual_de_mas": "un riesgo baja más niveles de los que sus controles pueden",
        "eje_sin_control": "la probabilidad o el impacto bajan, y ningún control actúa ahí",
        "impacto_bajo_el_minimo": "el impacto es menor que el de cualquier riesgo de corrupción",
        "no_es_de_corrupcion": "a un riesgo de corrupción le falta uno de sus cuatro elementos",
        "corrupcion_aceptada": "un riesgo de corrupción, o para la integridad, que se acepta",
        "correctivo_en_corrupcion": "un correctivo baja el impacto de un riesgo de corrupción",
        "frecuencia_no_corresponde": "la probabilidad no es la que da la frecuencia",
    },
    "control": {
        "control_sin_responsable": "un control sin responsable",
        "control_sin_efecto_claro": "un control dice afectar lo que los de su tipo no afectan",
        "control_mal_calificado": "la calificación de un control no es la suma de sus atributos",
        "criterio_desconocido": "un criterio de un control, o su respuesta, ajeno a la metodología",
        "control_desconocido": "un seguimiento nombra un control que el riesgo no tiene",
        "riesgo_sin_controles": "un riesgo no tiene controles",
    },
    "tratamiento": {
        "tratamiento_sin_acciones": "un riesgo que se reduce y no tiene acciones",
        "accion_sin_responsable": "una acción sin responsable",
        "accion_sin_fecha": "una acción sin fecha",
        "materializado_sin_accion": "un riesgo se materializó y no consta qué se hizo",
        "materializado_sin_revalorar": "un riesgo se materializó y no se volvió a valorar",
        "zona_alta_sin_acciones": "un riesgo queda en zona alta o extrema y no tiene acciones",
    },
    "cuestionario": {
        "cuestionario_no_corresponde": (
            "el impacto no es el que dan las respuestas del cuestionario"
        ),
        "cuestionario_incompleto": "al cuestionario de impacto le faltan respuestas",
        "cuestionario_en_cero": "ninguna respuesta del cuestionario de impacto es afirmativa",
        "pregunta_desconocida": "una pregunta que el cuestionario de la metodología no tiene",
        "nivel_desconocido": "un nivel o una zona que la metodología no tiene",
        "metodologia_no_dicha": "no consta con qué metodología se valoró el mapa",
        "metodologia_desconocida": (
            "la metodología del mapa no es de las conocidas: nada se calcula"
        ),
    },
}

_DE_LA_MAQUINA = {"maquina", "defecto"}

_PESOS: dict[Peso, set[str]] = {
    "por_fuera": {
        *("fila_sin_leer", "columna_sin_leer", "archivo_saltado", "plan_no_incluido"),
    },
    "duda": {
        *("cambios_sin_aceptar", "celda_ilegible", "columna_desconocida", "columna_dudosa"),
        *("documento_danado", "fila_continuada", "formula_sin_resultado", "lectura_dudosa"),
        *("valor_de_error", "lugar_supuesto", "dato_supuesto"),
        *("conflicto_por_resolver", "entidades_distintas"),
    },
    "grave": {"componente_ausente", "fila_incompleta", "plan_sin_filas", "mapa_sin_riesgos"},
}
"""Los códigos que pesan; los demás son una ``nota``."""

_http = {codigo: http for http, codigos in _HTTP.items() for codigo in codigos}
_peso = {codigo: peso for peso, codigos in _PESOS.items() for codigo in codigos}

FALLAS = {
    codigo: CausaDeFalla(grupo, _http.get(codigo, 500 if grupo in _DE_LA_MAQUINA else 422), que)
    for grupo, codigos in _FALLAS.items()
    for codigo, que in codigos.items()
}
"""Los códigos de las fallas (``docs/referencia/codigos.md``)."""

CODIGOS = {
    codigo: CausaDeAviso(grupo, _peso.get(codigo, "nota"), que)
    for grupo, codigos in _AVISOS.items()
    for codigo, que in codigos.items()
}
"""Los códigos de los avisos (``docs/referencia/codigos.md``)."""
