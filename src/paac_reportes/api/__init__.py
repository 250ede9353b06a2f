"""El camino entero, de los datos al archivo; aquí se abren y se cierran los archivos.

Los módulos de cada etapa se cargan cuando hacen falta: importar la biblioteca no trae ni Word ni
Excel ni las plantillas.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paac_reportes.api.actas import comprobar_clave_de_acta, con_lo_leido, huella
    from paac_reportes.api.atajos import (
        OpcionesDeReporte,
        emitir,
        generar,
        generar_muestra,
        generar_varios,
        vista,
    )
    from paac_reportes.api.cifras import (
        analizar,
        analizar_mapa,
        analizar_sin_avisar,
        calendario,
        calendario_sin_avisar,
        datos_de_analisis,
        guardar_calendario,
        guardar_deberes,
        metodologia_desde_datos,
        opciones,
        revisar,
        revisar_mapa,
        revisar_plan,
        tabla_de_analisis,
    )
    from paac_reportes.api.comparaciones import (
        comparar,
        datos_de_comparacion,
        texto_de_comparacion,
    )
    from paac_reportes.api.consolidado import FORMATO_DE_ENTIDADES, Planes, consolidar
    from paac_reportes.api.cuerpos import (
        cuerpo_de,
        formato_con_cuerpo,
        formato_desde_word,
        revisar_cuerpo,
    )
    from paac_reportes.api.datos import (
        DatosDelMapa,
        DatosDelPlan,
        datos_de,
        desde_datos,
        desde_filas,
        donde,
        en_blanco,
        esquema,
        filas_de,
        leer_filas,
        mapa_desde_datos,
        mapa_desde_filas,
        mapa_en_blanco,
        plan_desde_datos,
        plan_desde_filas,
        plan_en_blanco,
        unir_mapas,
    )
    from paac_reportes.api.firma import firmar
    from paac_reportes.api.formatos import (
        ClavesDeFormato,
        ColumnaDeMatriz,
        TablaDeMatriz,
        codigos_de_formato,
        describir_formato,
        formato_de_columnas,
        formato_desde_datos,
        formatos_disponibles,
        leer_formato,
        revisar_formatos,
    )
    from paac_reportes.api.lectura import (
        leer,
        leer_mapa,
        leer_plan,
        leer_plan_sin_avisar,
        leer_sin_dudas,
    )
    from paac_reportes.api.leida import Lectura
    from paac_reportes.api.libro import guardar, guardar_mapa, guardar_plan
    from paac_reportes.api.libros import (
        capturar,
        capturar_sin_avisar,
        detalle_de_reunion,
        frases_de_reunion,
        guardar_reunion,
        guardar_reunion_sin_avisar,
        reunir,
    )
    from paac_reportes.api.recomendaciones import recomendaciones_por_oficina, recomendar
    from paac_reportes.api.reportes import TIPOS_SI_FALTAN, Emision, Reporte, reporte
    from paac_reportes.api.revision import leer_y_revisar
    from paac_reportes.api.salida import carpeta_nueva, guardar_bytes, guardar_en_json
    from paac_reportes.api.tipos_de_archivo import (
        es_texto,
        hay_libreoffice,
        hay_typst,
        tipos,
        tipos_de_la_muestra,
    )
    from paac_reportes.api.unido import documento
    from paac_reportes.api.verificacion import verificar, verificar_varios
    from paac_reportes.modelo import Entidad, Metodologia, Plan
    from paac_reportes.modelo.filas import contar
    from paac_reportes.opc.presupuesto import MEGAS
    from paac_reportes.sistema import por_que_no_se_escribe

__all__ = [
    "FORMATO_DE_ENTIDADES",
    "MEGAS",
    "TIPOS_SI_FALTAN",
    "ClavesDeFormato",
    "ColumnaDeMatriz",
    "DatosDelMapa",
    "DatosDelPlan",
    "Emision",
    "Entidad",
    "Lectura",
    "Metodologia",
    "OpcionesDeReporte",
    "Plan",
    "Planes",
    "Reporte",
    "TablaDeMatriz",
    "analizar",
    "analizar_mapa",
    "analizar_sin_avisar",
    "calendario",
    "calendario_sin_avisar",
    "capturar",
    "capturar_sin_avisar",
    "carpeta_nueva",
    "codigos_de_formato",
    "comparar",
    "comprobar_clave_de_acta",
    "con_lo_leido",
    "consolidar",
    "contar",
    "cuerpo_de",
    "datos_de",
    "datos_de_analisis",
    "datos_de_comparacion",
    "describir_formato",
    "desde_datos",
    "desde_filas",
    "detalle_de_reunion",
    "documento",
    "donde",
    "emitir",
    "en_blanco",
    "es_texto",
    "esquema",
    "filas_de",
    "firmar",
    "formato_con_cuerpo",
    "formato_de_columnas",
    "formato_desde_datos",
    "formato_desde_word",
    "formatos_disponibles",
    "frases_de_reunion",
    "generar",
    "generar_muestra",
    "generar_varios",
    "guardar",
    "guardar_bytes",
    "guardar_calendario",
    "guardar_deberes",
    "guardar_en_json",
    "guardar_mapa",
    "guardar_plan",
    "guardar_reunion",
    "guardar_reunion_sin_avisar",
    "hay_libreoffice",
    "hay_typst",
    "huella",
    "leer",
    "leer_filas",
    "leer_formato",
    "leer_mapa",
    "leer_plan",
    "leer_plan_sin_avisar",
    "leer_sin_dudas",
    "leer_y_revisar",
    "mapa_desde_datos",
    "mapa_desde_filas",
    "mapa_en_blanco",
    "metodologia_desde_datos",
    "opciones",
    "plan_desde_datos",
    "plan_desde_filas",
    "plan_en_blanco",
    "por_que_no_se_escribe",
    "recomendaciones_por_oficina",
    "recomendar",
    "reporte",
    "reunir",
    "revisar",
    "revisar_cuerpo",
    "revisar_formatos",
    "revisar_mapa",
    "revisar_plan",
    "tabla_de_analisis",
    "texto_de_comparacion",
    "tipos",
    "tipos_de_la_muestra",
    "unir_mapas",
    "verificar",
    "verificar_varios",
    "vista",
]

_DONDE = {
    "api.actas": "comprobar_clave_de_acta con_lo_leido huella",
    "api.atajos": "OpcionesDeReporte emitir generar generar_muestra generar_varios vista",
    "api.cifras": (
        "analizar analizar_mapa analizar_sin_avisar calendario calendario_sin_avisar "
        "datos_de_analisis guardar_calendario guardar_deberes metodologia_desde_datos "
        "opciones revisar revisar_mapa revisar_plan tabla_de_analisis"
    ),
    "api.comparaciones": "comparar datos_de_comparacion texto_de_comparacion",
    "api.consolidado": "FORMATO_DE_ENTIDADES Planes consolidar",
    "api.cuerpos": "cuerpo_de formato_con_cuerpo formato_desde_word revisar_cuerpo",
    "api.datos": (
        "DatosDelMapa DatosDelPlan datos_de desde_datos desde_filas donde en_blanco esquema "
        "filas_de leer_filas mapa_desde_datos mapa_desde_filas mapa_en_blanco "
        "plan_desde_datos plan_desde_filas plan_en_blanco unir_mapas"
    ),
    "api.firma": "firmar",
    "api.formatos": (
        "ClavesDeFormato ColumnaDeMatriz TablaDeMatriz codigos_de_formato describir_formato "
        "formato_de_columnas formato_desde_datos formatos_disponibles leer_formato revisar_formatos"
    ),
    "api.lectura": "leer leer_mapa leer_plan leer_plan_sin_avisar leer_sin_dudas",
    "api.leida": "Lectura",
    "api.libro": "guardar guardar_mapa guardar_plan",
    "api.libros": (
        "capturar capturar_sin_avisar detalle_de_reunion frases_de_reunion guardar_reunion "
        "guardar_reunion_sin_avisar reunir"
    ),
    "api.recomendaciones": "recomendaciones_por_oficina recomendar",
    "api.reportes": "TIPOS_SI_FALTAN Emision Reporte reporte",
    "api.revision": "leer_y_revisar",
    "api.salida": "carpeta_nueva guardar_bytes guardar_en_json",
    "api.tipos_de_archivo": "es_texto hay_libreoffice hay_typst tipos tipos_de_la_muestra",
    "api.unido": "documento",
    "api.verificacion": "verificar verificar_varios",
    "modelo": "Entidad Metodologia Plan",
    "modelo.filas": "contar",
    "opc.presupuesto": "MEGAS",
    "sistema": "por_que_no_se_escribe",
}
"""En qué módulo está cada nombre: un reporte no trae lo que consolida, captura o verifica."""

if not TYPE_CHECKING:

    def __getattr__(nombre: str) -> object:
        from importlib import import_module

        for modulo, nombres in _DONDE.items():
            if nombre in nombres.split():
                valor = globals()[nombre] = getattr(
                    import_module(f"paac_reportes.{modulo}"), nombre
                )
                return valor
        raise AttributeError(f"module {__name__!r} has no attribute {nombre!r}")

    def __dir__() -> list[str]:
        return list(__all__)
