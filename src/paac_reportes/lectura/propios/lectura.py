"""Un documento en uno de los formatos, leído de lo que se ve.

``leer_propio`` es todo el camino: halla las tablas del formato, lee lo que dicen alrededor y en sus
filas, arma el plan y dice lo que no llegó a él.
"""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, sin_repetir
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.lectura.filas.armado import Nodo, contenido_armado
from paac_reportes.lectura.leido import DocumentoLeido
from paac_reportes.lectura.propios.alrededor import Entorno, de_todo_el_contenido, entorno_de
from paac_reportes.lectura.propios.escondido import DatosPresentes, EsquemaEscondido
from paac_reportes.lectura.propios.esperado import DocumentoEsperado
from paac_reportes.lectura.propios.filas import CortesDelDocumento, LectorDeTablas
from paac_reportes.lectura.propios.firmas import firmas_de
from paac_reportes.lectura.propios.revision import (
    cuantas_faltan,
    desacuerdos,
    filas_que_faltan,
    partes_sin_decir,
    sin_recoger,
    tablas_sin_leer,
)
from paac_reportes.lectura.propios.rutas import en_su_lugar
from paac_reportes.lectura.propios.tablas import TablasHalladas, hallar, lineas_de
from paac_reportes.modelo.recorrer import contenidos_de
from paac_reportes.modelo.temas import PLAN, Contenido, Tema, claves, tema
from paac_reportes.opc.visto import DocumentoVisto, LugarDelArchivo
from paac_reportes.textos.valores import leer_fecha_escrita


def leer_propio(
    documento: DocumentoVisto,
    formato: Formato,
    escondido: EsquemaEscondido,
    corte: date | None,
) -> DocumentoLeido[Contenido]:
    """Lo que trae un documento escrito en ese formato, y lo que en él cambió o no se entendió.

    Lanza ``ErrorDeEntrada`` si no trae ninguna de sus tablas, si trae seguimientos y no se sabe de
    qué corte, o si el formato es de otra cosa, que no trae ningún plan.
    """
    if formato.de not in claves():
        motivo = f"está en el formato {formato.codigo}: trae las cifras de unas entidades"
        raise ErrorDeEntrada(Falla("sin_matriz", "", f"{motivo} y no un plan que se pueda leer"))
    esperado = DocumentoEsperado(
        formato, "documento" if documento.tipo == "docx" else "libro", escondido.esquema
    )
    hallazgo = hallar(lineas_de(documento), esperado)
    if not hallazgo.tablas:
        motivo = f"no trae ninguna de las tablas del formato {formato.codigo}"
        raise ErrorDeEntrada(Falla("sin_matriz", "", f"{motivo}: no se reconocieron sus rótulos"))
    avisos = [*_avisos_de_lo_aparte(documento, hallazgo), *_avisos_de_lo_oculto(hallazgo)]
    entorno = entorno_de(documento, hallazgo, esperado, escondido.esquema)
    corte = corte or escondido.corte or entorno.corte
    cortes = CortesDelDocumento(corte, entorno.vigencia, formato.periodicidad)
    presentes = DatosPresentes(escondido.esquema)
    lector = LectorDeTablas if formato.de == PLAN.clave else _lector_con_pistas()
    tablas = lector(esperado, cortes, presentes, hallazgo.tablas, avisos)
    for tabla in hallazgo.tablas:
        tablas.leer(tabla)
    fuera = sin_recoger(hallazgo, tablas.recogidas, formato)
    faltan = cuantas_faltan(escondido, tablas.recogidas | fuera.marcas, formato)
    faltan = tablas.decir_lo_que_falta(faltan, fuera.marcas)
    sin_corte = tablas.terminar()
    if sin_corte is not None:
        motivo = "trae seguimientos y el documento no dice de qué corte; dígalo con corte"
        raise ErrorDeEntrada(Falla("corte_desconocido", sin_corte, motivo))
    avisos += fuera.avisos
    avisos += filas_que_faltan(faltan)
    avisos += entorno.avisos()
    avisos += partes_sin_decir(escondido, esperado)
    avisos += desacuerdos(documento, tablas.armado, formato, con_marcas=bool(escondido.marcas))
    del_contenido = _datos_del_contenido(tablas, entorno, hallazgo, esperado, avisos)
    _poner_lo_de_todo(tablas.armado.raiz, entorno, tema(formato.de), corte)
    avisos += _ordenar_y_nombrar(tablas.armado.raiz, tema(formato.de))
    contenido, lugares = contenido_armado(tablas.armado, del_contenido)
    return DocumentoLeido(
        contenido=contenido,
        avisos=sin_repetir(avisos),
        corte=corte,
        columnas=tuple(tablas.columnas),
        lugares=lugares,
        sin_leer=frozenset(tablas.sin_leer),
        tablas_sin_leer=tuple(tablas_sin_leer(documento, hallazgo)),
        usadas=frozenset(tablas.usadas | tablas.armado.repetidas),
        rotulos=frozenset(tablas.rotulos),
        dichos=(
            *((lugar, "lectura_dudosa") for lugar in tablas.sin_leer),
            *((lugar, "documento_cambiado") for lugar in tablas.cambiados),
        ),
    )


def _datos_del_contenido(
    tablas: LectorDeTablas,
    entorno: Entorno,
    hallazgo: TablasHalladas,
    esperado: DocumentoEsperado,
    avisos: list[Aviso],
) -> dict[str, Any]:
    """Los datos del plan que no salen de las filas de sus componentes."""
    entidad = {**tablas.del_plan.entidad, **entorno.entidad}
    if not entidad.get("nombre"):
        de_la_entidad = esperado.formato.entidad
        entidad["nombre"] = de_la_entidad.nombre if de_la_entidad else ""
        motivo = "no se ve de qué entidad es"
        avisos.append(Aviso("lectura_dudosa", "", motivo))
    datos: dict[str, Any] = {"entidad": entidad}
    if entorno.vigencia is not None:
        datos["vigencia"] = entorno.vigencia
    firmas = firmas_de(hallazgo, esperado, avisos) or tablas.del_plan.firmas
    if firmas:
        datos["firmas"] = firmas
    if tablas.del_plan.control_cambios:
        datos["control_cambios"] = tablas.del_plan.control_cambios
    return datos


def _poner_lo_de_todo(raiz: Nodo, entorno: Entorno, su_tema: Tema, corte: date | None) -> None:
    """Pone lo que de todo el contenido se dice fuera de las tablas."""
    listas = de_todo_el_contenido(su_tema)
    for camino, valor in entorno.de_las_raices.items():
        objeto, _, campo = camino.partition(".")
        nodo = raiz
        if listas[objeto]:
            es_el_corte = corte is not None and leer_fecha_escrita(str(valor)) == corte
            if corte is None or es_el_corte:
                continue  # lo que se escribe a falta de la fecha
            nodo = raiz.hijo(listas[objeto], repr(corte), "")
            nodo.datos.setdefault("corte", corte)
        nodo.datos.setdefault(campo, valor)


def _lector_con_pistas() -> type[LectorDeTablas]:
    """El lector de un mapa, que quien sólo lee planes no carga."""
    from paac_reportes.lectura.propios.pistas import TablasDeListasParalelas  # noqa: PLC0415

    return TablasDeListasParalelas


def _avisos_de_lo_aparte(documento: DocumentoVisto, hallazgo: TablasHalladas) -> Iterator[Aviso]:
    """Lo que el documento trae aparte; el escudo, las firmas y los gráficos son del formato."""
    de_filas: set[str] | None = None
    for aviso in documento.avisos:
        if aviso.codigo == "imagen_sin_leer":
            if de_filas is None:
                filas = chain.from_iterable(tabla.filas for tabla in hallazgo.tablas)
                de_filas = {linea.lugar for linea in filas}
            donde = aviso.ruta
            if (
                not isinstance(donde, LugarDelArchivo)
                or f"{donde.tabla}, fila {donde.fila}" not in de_filas
            ):
                continue
        yield aviso


def _avisos_de_lo_oculto(hallazgo: TablasHalladas) -> Iterator[Aviso]:
    """Las filas y las columnas que alguien ocultó, y se leyeron."""
    for tabla in hallazgo.tablas:
        tabla_vista = tabla.tabla
        filas = sum(linea.fila in tabla_vista.filas_ocultas for linea in tabla.filas)
        if filas:
            yield Aviso("oculto_leido", tabla_vista.lugar, f"filas ocultas que se leyeron: {filas}")
        for columna in tabla.encaje.columnas:
            if columna.esperada and columna.vista.desde in tabla_vista.columnas_ocultas:
                motivo = f"la columna oculta «{columna.vista.rotulo}» se leyó"
                yield Aviso("oculto_leido", tabla_vista.lugar, motivo)


def _ordenar_y_nombrar(raiz: Nodo, su_tema: Tema) -> Iterator[Aviso]:
    """Cada objeto en su lugar; aquel cuyo nombre el formato no muestra lo tiene vacío."""
    en_su_lugar(raiz)
    lista = su_tema.filas.listas[0]
    clase = next(objeto.clase for objeto in contenidos_de(su_tema.clase) if objeto.nombre == lista)
    if "nombre" not in attrs.fields_dict(clase):
        return
    calladas = [
        objeto for objeto in raiz.listas.get(lista, {}).values() if "nombre" not in objeto.datos
    ]
    for callada in calladas:
        callada.datos["nombre"] = ""
    if calladas:
        motivo = f"no se ve el nombre de {len(calladas)}, y quedó en blanco"
        yield Aviso("lectura_dudosa", lista, motivo)
