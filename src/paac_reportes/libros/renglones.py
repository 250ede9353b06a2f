"""Las filas de las hojas de las listas de un contenido: una por cada cosa que trae.

Lo que las celdas no dicen va en la columna oculta (``NOTAS``): cuál es la fila y con qué nombra a
cada uno que la contiene, para saber después si alguien lo cambió.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import attrs

from paac_reportes.libros.columnas import EN_EL_LIBRO, LISTA, NOTAS, ColumnaDelLibro, como_se_pone
from paac_reportes.libros.cortes import columnas_de_cortes
from paac_reportes.libros.listas import (
    NUMERO,
    HojaDeLista,
    Nivel,
    Pasos,
    hojas_de_listas,
    huella_del_nombre,
    pasos_de,
)
from paac_reportes.libros.oficios import oficio_de
from paac_reportes.libros.tablas import Fila, con_extras, con_titulo, de_extras, hoja_de_tabla
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos, LlenadoDeHoja, Opciones
from paac_reportes.modelo import temas
from paac_reportes.modelo.campos import EXTRAS
from paac_reportes.modelo.recorrer import (
    Parada,
    hojas,
    objetos_de,
    recorrer,
    todos_los_contenidos,
)
from paac_reportes.modelo.temas import Tema, tema_de

_ROLES = ("Elaboró", "Revisó", "Aprobó", "Vo. Bo.")


def escribir_listas(contenido: temas.Contenido) -> Iterator[HojaDeDatos]:
    """Todas, con una fila por cada cosa que el contenido trae."""
    tema = tema_de(contenido)
    oficio = oficio_de(tema)
    propuestas = {"firma.rol": _ROLES, **oficio.propuestas(contenido)}
    ayudas = oficio.ayudas(contenido)
    extras = _extras_por_raiz(contenido, tema)
    for de_lista in hojas_de_listas(tema):
        hoja, filas = de_lista.hoja, list(_filas(de_lista, contenido))
        # Donde se escriben por primera vez no hay de dónde escoger.
        con_hoja = [n for n in de_lista.niveles if n.hoja or n is not de_lista.niveles[-1]]
        nombres = {dato: v for n in con_hoja for dato, v in _por_escoger(n, contenido)}
        columnas = [_con_lo_propuesto(una, nombres, {}) for una in de_lista.de_quien]
        demas = de_lista.columnas[len(columnas) :]
        columnas += (_con_lo_propuesto(una, propuestas, ayudas) for una in demas)
        if de_lista.lleva_extras:
            columnas += con_extras(de_lista.raiz, extras[de_lista.raiz])
        columnas += columnas_de_cortes(de_lista.de_corte, oficio.cortes(contenido), filas, extras)
        llenado = LlenadoDeHoja(
            arriba=con_titulo(hoja.titulo or hoja.nombre, hoja.arriba),
            preparadas=hoja.preparadas,
            fijas=hoja.fijas,
        )
        yield hoja_de_tabla(hoja.nombre, columnas, filas, llenado)


def _extras_por_raiz(contenido: temas.Contenido, tema: Tema) -> dict[str, list[str]]:
    """Columnas propias de una entidad, por la raíz de los datos de quien las lleva."""
    ramas = (rama for rama in todos_los_contenidos(tema.clase))
    return {
        rama.raiz: list(
            dict.fromkeys(n for objeto in objetos_de(contenido, rama.clase) for n in objeto.extras)
        )
        for rama in ramas
        if EXTRAS in attrs.fields_dict(rama.clase)
    }


def _por_escoger(nivel: Nivel, contenido: temas.Contenido) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Por el dato de cada columna con que se nombra a uno, los textos que hay para escoger."""
    if nivel.nombrado.como == "campos":
        objetos = [lugar.objeto for lugar in recorrer(contenido, nivel.contenido)]
        for columna, campo in zip(nivel.columnas, nivel.nombrado.campos, strict=True):
            valores = [getattr(objeto, campo) for objeto in objetos]
            if columna.clase == "texto" and not columna.opciones:
                yield columna.dato, tuple(dict.fromkeys(v for v in valores if (v or "").strip()))


def _con_lo_propuesto(
    columna: ColumnaDelLibro,
    propuestas: Mapping[str, tuple[str, ...]],
    ayudas: Mapping[str, str],
) -> ColumnaDelLibro:
    """Columna con la lista que este contenido propone, por su dato o por su campo."""
    dato = columna.dato
    if valores := propuestas.get(dato) or propuestas.get(dato.rpartition(".")[2]):
        columna = attrs.evolve(columna, regla=Opciones(valores=valores, otras=True))
    return attrs.evolve(columna, ayuda=ayudas[dato]) if dato in ayudas else columna


def _filas(de_lista: HojaDeLista, contenido: temas.Contenido) -> Iterator[Fila]:
    """Filas de una hoja de lista, en el orden del contenido."""
    que_lleva = de_lista.hoja.listas or (de_lista.contenido,)
    de_otro = tuple(f"{campo}." for campo in tema_de(contenido).lleva)
    for lugar in hojas(recorrer(contenido, *de_lista.sin_hoja, *que_lleva)):
        if lugar.ruta.startswith(de_otro):  # va en las hojas de lo que éste lleva adentro
            continue
        if de_lista.hoja.tabla:
            for fila in _de_una_tabla(de_lista, lugar.objeto):
                yield {**_de_quien(de_lista, lugar, lugar), **fila}
        elif lugar.contenido.raiz == de_lista.raiz:
            yield _de_uno(de_lista, lugar)
        else:  # quien no tiene su hoja, ni nada adentro
            fila = _de_quien(de_lista, lugar, lugar)
            yield {**fila, NOTAS: [*fila[NOTAS], lugar.contenido.raiz]}


def _de_una_tabla(de_lista: HojaDeLista, objeto: Any) -> Iterator[Fila]:
    """Filas de la tabla de claves de un objeto: una por clave o, en la ancha, una con todas."""
    tabla: Mapping[Any, Any] = getattr(objeto, de_lista.hoja.tabla)
    if not de_lista.es_ancha:
        de_la_clave, de_lo_dicho = de_lista.propias
        for clave, respuesta in tabla.items():
            yield {de_la_clave.dato: clave, de_lo_dicho.dato: respuesta}
    elif tabla:
        codigos = de_lista.propias[0].opciones.values()  # los mismos en todas: van en palabras
        yield {
            f"{de_lista.hoja.tabla}.{clave}": como_se_pone(respuesta, codigos)
            for clave, respuesta in tabla.items()
        }


def _de_uno(de_lista: HojaDeLista, lugar: Parada) -> Fila:
    """Fila de un objeto; en sus notas, lo que lleva y calla."""
    hoja = de_lista.hoja
    fila, callados = _en_celdas(de_lista.pasos, lugar.objeto, hoja.nombran)
    if de_lista.lleva_extras:
        fila |= de_extras(de_lista.raiz, lugar.objeto)
    if de_lista.de_corte:
        reportes, cortes = _en_los_cortes(de_lista, lugar.objeto)
        fila |= reportes
        callados += cortes
    if all(valor in (None, "") for valor in fila.values()):
        callados = [de_lista.raiz, *callados]
    for dato, valor in fila.items():
        if isinstance(valor, bytes):
            fila[dato] = EN_EL_LIBRO.format(f"{de_lista.raiz} {lugar.numero + 1}")
    if hoja.numero:
        fila[NUMERO] = str(lugar.numero + 1)
    if hoja.listas:
        fila[LISTA] = hoja.listas[lugar.contenido.nombre]
    afuera = _de_quien(de_lista, lugar, lugar.dentro_de)
    return {**afuera, **fila, NOTAS: [*afuera[NOTAS], *callados]}


def _de_quien(de_lista: HojaDeLista, lugar: Parada, dueno: Parada | None) -> Fila:
    """Celdas que dicen de quién es una fila, y lo demás de él si no tiene su hoja.

    En sus notas, cuál es la fila y la huella de lo que dice de cada uno que la contiene y, si otras
    la nombran, la de cómo.
    """
    fila, huellas, de_adentro = Fila(), list[str](), dueno
    propio = de_lista.propio
    if propio is not None and propio.contenido == lugar.contenido:
        huellas.append(huella_del_nombre(propio.raiz, _nombres(propio, lugar)))
    for nivel in reversed(de_lista.niveles):
        nombres: tuple[Any, ...] = (None,) * len(nivel.columnas)
        if de_adentro is not None and de_adentro.contenido == nivel.contenido:
            nombres, de_adentro = _nombres(nivel, de_adentro), de_adentro.dentro_de
        huellas.append(huella_del_nombre(nivel.raiz, nombres))
        for columna, valor in zip(nivel.columnas, nombres, strict=True):
            fila[columna.dato] = como_se_pone(valor, columna.opciones.values())
    if dueno is not None:
        fila |= _en_celdas(pasos_de(de_lista.de_su_dueno), dueno.objeto)[0]
    return {**fila, NOTAS: [" ".join((f"#{lugar.breve}", *reversed(huellas)))]}


def _nombres(nivel: Nivel, lugar: Parada) -> tuple[Any, ...]:
    """Lo que de uno dicen las filas de lo suyo, por cada columna."""
    valores = tuple(getattr(lugar.objeto, campo) for campo in nivel.nombrado.campos)
    if nivel.nombrado.como == "campos":
        return valores
    lugar_suyo = str(lugar.numero + 1) if nivel.nombrado.como == "lugar" else None
    return (next((v for v in valores if v and v.strip()), lugar_suyo),)


def _en_los_cortes(de_lista: HojaDeLista, objeto: Any) -> tuple[Fila, list[str]]:
    """Celdas de lo que se dijo en cada corte, y los cortes, si las columnas no los dirían."""
    raiz, fila, callan = "", Fila(), False
    seguimientos = getattr(objeto, de_lista.hoja.por_corte)
    for seguimiento in seguimientos:
        raiz = de_lista.de_corte[0].dato.partition(".")[0]
        celdas, _ = _en_celdas(pasos_de(de_lista.de_corte), seguimiento)
        celdas |= de_extras(raiz, seguimiento)
        callan |= all(valor in (None, "") for valor in celdas.values())
        fila |= {f"{dato}@{seguimiento.corte}": valor for dato, valor in celdas.items()}
    cortes = [seguimiento.corte for seguimiento in seguimientos]
    hay_que_decirlos = callan or cortes != sorted(cortes)
    return fila, [f"{raiz}@{corte}" for corte in cortes] if hay_que_decirlos else []


def _en_celdas(pasos: Pasos, objeto: Any, nombran: Collection[str] = ()) -> tuple[Fila, list[str]]:
    """Celdas de un objeto, y partes que lleva adentro y nada dicen."""
    fila: Fila = {}
    dicen: dict[str, bool] = {}
    for columna, paso in pasos:
        valor, *dentro = objeto, *paso
        for numero, campo in enumerate(dentro, 1):
            valor = None if valor is None else getattr(valor, campo)
            if valor is not None and dentro[numero:]:
                dicen.setdefault(".".join(dentro[:numero]), False)
        en_la_celda = como_se_pone(valor, columna.opciones.values())
        if en_la_celda and paso[-1] in nombran:  # los lugares de otra lista, seguidos
            en_la_celda = en_la_celda.replace("\n", ", ")
        fila[columna.dato] = en_la_celda
        if en_la_celda not in (None, ""):
            dicen |= {".".join(dentro[:n]): True for n in range(1, len(dentro))}
    return fila, [quien for quien, dice in dicen.items() if not dice]
