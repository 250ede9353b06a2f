"""Un contenido como libro: todo lo que dice, en hojas que una persona llena y un programa lee.

``libro_de`` lo escribe; qué hojas lleva lo declara su tema, y lo que sólo sabe su oficio lo pone
``comunes``. Lo que el contenido lleva adentro va detrás, en sus propias hojas. Lo que las celdas no
dicen va en la columna oculta (``NOTAS``), como cuál es la fila.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from paac_reportes.composicion.datos import hoja_de
from paac_reportes.errores import Aviso
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.xlsx import escribir
from paac_reportes.lectura.archivos import VERSION_DEL_CONTRATO
from paac_reportes.lectura.filas.valores import leer_lista
from paac_reportes.libros.comunes import (
    cortes_por_llenar,
    hoja_de_datos,
    hojas_del_final,
    preguntas_de,
    propuestas_de,
)
from paac_reportes.libros.tablas import (
    DUDAS,
    EN_EL_LIBRO,
    INSTRUCCIONES,
    LETRA,
    LISTA,
    NOTAS,
    NUMERO,
    ColumnaDelLibro,
    Fila,
    Nivel,
    Tabla,
    columnas_de_cortes,
    como_se_pone,
    con_extras,
    con_lo_propuesto,
    de_extras,
    estilos_de_libro,
    hoja_de_filas,
    hoja_de_tabla,
    huella_del_nombre,
    llenado_de,
    lo_que_cabe,
    tabla_suelta,
    tablas_del_libro,
)
from paac_reportes.maqueta.documento import Documento, Metadatos
from paac_reportes.maqueta.hojas_de_datos import (
    ColumnaDeDatos,
    HojaDeDatos,
    LlenadoDeHoja,
    Renglon,
)
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.modelo.recorrer import Parada, hojas, recorrer
from paac_reportes.modelo.temas import Contenido, con_los_que_lleva, tema_de
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import limpiar, texto_limpio

_TAMANO = Pt(10)
"""Tamaño de la letra de un libro, en puntos."""


def libro_de(
    contenido: Contenido,
    aparte: HojaDeDatos | None = None,
    delante: HojaDeDatos | None = None,
) -> tuple[bytes, tuple[Aviso, ...]]:
    """Los bytes del ``.xlsx`` y lo que en él no pudo quedar a la letra.

    ``aparte``, una hoja más, que no es de sus datos: sólo ella se llena. Otra va ``delante``.
    ``ErrorDeEntrada`` con cada texto que no cabe en su celda.
    """
    limpio, avisos = limpiar(contenido)
    escritura = Escritura(de_datos=True)
    archivo = escribir(_documento(limpio, aparte, delante), escritura)
    return archivo, (*avisos, *_cambiados(contenido), *escritura.avisos)


def _documento(
    contenido: Contenido, aparte: HojaDeDatos | None, delante: HojaDeDatos | None
) -> Documento:
    """Documento de un libro, con su clase en las propiedades, entre esas dos hojas."""
    tema = tema_de(contenido)
    llevados = [tema_de(llevado).clave for campo, llevado in con_los_que_lleva(contenido) if campo]
    propiedades = (
        ("paac.clase", tema.clave),
        ("paac.version_contrato", str(VERSION_DEL_CONTRATO)),
        *((f"paac.{clave}", "si") for clave in llevados),
    )
    hojas = hojas_del_libro(contenido)
    todas = (delante, *(map(_cerrada, hojas) if aparte else hojas), aparte)
    titulo = f"{tema.libro.titulo} {contenido.vigencia or ''}".strip()
    autor = contenido.entidad.nombre[:255]
    return Documento(
        metadatos=Metadatos(titulo=titulo, autor=autor, propiedades=propiedades),
        estilos=estilos_de_libro(_TAMANO),
        partes=(),
        hojas_de_datos=tuple(filter(None, todas)),
    )


def _cerrada(hoja: HojaDeDatos) -> HojaDeDatos:
    """La misma, en la que no se escribe: lo que se corrigiera en ella no lo leería nadie."""
    columnas = tuple(attrs.evolve(una, abierta=False) for una in hoja.columnas)
    llenado = hoja.llenado or LlenadoDeHoja()
    cerrado = attrs.evolve(llenado, protegida=True, preparadas=0, celdas=())
    return attrs.evolve(hoja, columnas=columnas, llenado=cerrado)


def hojas_del_libro(contenido: Contenido) -> Iterator[HojaDeDatos]:
    """Las hojas de un libro: instrucciones, datos, listas y textos, también de lo que lleva."""
    yield _instrucciones(contenido)
    for _, llevado in con_los_que_lleva(contenido):
        yield hoja_de_datos(llevado)
        yield from escribir_listas(llevado)
        yield from hojas_del_final(llevado)


def _instrucciones(contenido: Contenido) -> HojaDeDatos:
    """La hoja de instrucciones: los pasos, y qué va en cada hoja."""
    tema = tema_de(contenido)
    temas = (tema_de(llevado) for _, llevado in con_los_que_lleva(contenido))
    return HojaDeDatos(
        nombre=INSTRUCCIONES,
        columnas=(
            ColumnaDeDatos(rotulo="Hoja", ancho=Mm(tema.libro.ancho_de_los_nombres)),
            ColumnaDeDatos(rotulo="Qué va en ella", ancho=Mm(150)),
        ),
        filas=tuple(
            (tabla.nombre, tabla.hoja.dice)
            for de_uno in temas
            for tabla in tablas_del_libro(de_uno)[:-1]
        ),
        llenado=LlenadoDeHoja(
            arriba=(
                Renglon(contenido="Cómo se llena este libro", estilo="titulo"),
                *(Renglon(contenido=paso) for paso in tema.libro.pasos),
            )
        ),
    )


def _cambiados(contenido: Contenido) -> Iterator[Aviso]:
    """Un libro no distingue el retorno de carro, ni el renglón de un texto del que sigue."""
    datos: Any = contenido
    textos = [*_textos(attrs.asdict(datos))]
    if any("\r" in texto for texto, _ in textos):
        motivo = "los retornos de carro (U+000D) quedan como saltos de renglón"
        yield Aviso("caracter_cambiado", "", motivo)
    if any(de_varios and leer_lista(texto) != [texto] for texto, de_varios in textos):
        motivo = (
            "de una celda con varios textos, como las evidencias, cada renglón es uno, y sin los"
            " blancos de los lados: alguno no lo era"
        )
        yield Aviso("renglones_separados", "", motivo)


def _textos(valor: object, *, de_varios: bool = False) -> Iterator[tuple[str, bool]]:
    """Cada texto de un valor, y si es uno de varios de un mismo dato."""
    if isinstance(valor, str):
        yield valor, de_varios
    elif isinstance(valor, Mapping):
        for elemento in valor.values():
            yield from _textos(elemento)
    elif isinstance(valor, list | tuple):
        for elemento in valor:
            yield from _textos(elemento, de_varios=True)


_ROLES = ("Elaboró", "Revisó", "Aprobó", "Vo. Bo.")


# ------------------------------------------------------------------ las hojas de las listas
def escribir_listas(contenido: Contenido) -> Iterator[HojaDeDatos]:
    """Todas, con una fila por cada cosa que el contenido trae."""
    tema = tema_de(contenido)
    propuestas = {"firma.rol": _ROLES, **propuestas_de(contenido)}
    ayudas, cortes = preguntas_de(contenido), cortes_por_llenar(contenido)
    for de_lista in (tabla for tabla in tablas_del_libro(tema) if tabla.contenidos):
        filas = list(_filas(de_lista, contenido))
        # Donde se escriben por primera vez no hay de dónde escoger.
        con_hoja = [n for n in de_lista.niveles if n.hoja or n is not de_lista.niveles[-1]]
        nombres = {dato: v for n in con_hoja for dato, v in _por_escoger(n, contenido)}
        columnas = [con_lo_propuesto(una, nombres) for una in de_lista.de_quien]
        demas = de_lista.columnas[len(columnas) :]
        columnas += (con_lo_propuesto(una, propuestas, ayudas) for una in demas)
        if de_lista.lleva_extras:
            columnas += con_extras(de_lista.raiz, filas)
        columnas += columnas_de_cortes(de_lista.de_corte, cortes, filas)
        # Las recomendaciones no se escriben a mano: sin ninguna, sus hojas no se imprimen.
        oculta = not filas and de_lista.hoja.lista.startswith("recomendaciones")
        yield attrs.evolve(hoja_de_tabla(de_lista, columnas, filas), oculta=oculta)


def _por_escoger(nivel: Nivel, contenido: Contenido) -> Iterator[tuple[str, tuple[str, ...]]]:
    """El dato de cada columna que nombra a un dueño, y los nombres que hay para escoger."""
    if nivel.nombrado.como == "campos":
        objetos = [lugar.objeto for lugar in recorrer(contenido, nivel.contenido)]
        for columna, campo in zip(nivel.columnas, nivel.nombrado.campos, strict=True):
            valores = [getattr(objeto, campo) for objeto in objetos]
            if columna.clase == "texto" and not columna.opciones:
                yield columna.dato, tuple(dict.fromkeys(v for v in valores if (v or "").strip()))


def _filas(de_lista: Tabla, contenido: Contenido) -> Iterator[Fila]:
    """Las filas de la hoja de una lista, en el orden del contenido.

    Con una para cada dueño que no tiene hoja propia ni nada adentro.
    """
    de_otro = tuple(f"{campo}." for campo in tema_de(contenido).lleva)
    for lugar in hojas(recorrer(contenido, *de_lista.sin_hoja, *de_lista.contenidos)):
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


def _de_una_tabla(de_lista: Tabla, objeto: Any) -> Iterator[Fila]:
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


def _de_uno(de_lista: Tabla, parada: Parada) -> Fila:
    """La fila de un objeto en su hoja; en sus notas ocultas, cuál es y lo que lleva en blanco."""
    hoja = de_lista.hoja
    fila, callados = _en_celdas(de_lista.propias, parada.objeto, hoja.nombran)
    if de_lista.lleva_extras:
        fila |= de_extras(de_lista.raiz, parada.objeto)
    if de_lista.de_corte:
        reportes, cortes = _en_los_cortes(de_lista, parada.objeto)
        fila |= reportes
        callados += cortes
    if all(valor in (None, "") for valor in fila.values()):
        callados = [de_lista.raiz, *callados]
    for dato, valor in fila.items():
        if isinstance(valor, bytes):
            fila[dato] = EN_EL_LIBRO.format(f"{de_lista.raiz} {parada.numero + 1}")
    if hoja.numero:
        fila[NUMERO] = str(parada.numero + 1)
    if hoja.listas:
        fila[LISTA] = hoja.listas[parada.contenido.nombre]
    afuera = _de_quien(de_lista, parada, parada.dentro_de)
    return {**afuera, **fila, NOTAS: [*afuera[NOTAS], *callados]}


def _de_quien(de_lista: Tabla, parada: Parada, dueno: Parada | None) -> Fila:
    """Celdas que dicen de quién es una fila, y lo demás de él si no tiene su hoja.

    En sus notas, cuál es la fila y, si otras la nombran, la huella de cómo.
    """
    fila, notas, de_adentro, propio = Fila(), [f"#{parada.breve}"], dueno, de_lista.propio
    if propio is not None and propio.contenido == parada.contenido:
        notas.append(huella_del_nombre(propio.raiz, _nombres(propio, parada)))
    for nivel in reversed(de_lista.niveles):
        nombres: tuple[Any, ...] = (None,) * len(nivel.columnas)
        if de_adentro is not None and de_adentro.contenido == nivel.contenido:
            nombres, de_adentro = _nombres(nivel, de_adentro), de_adentro.dentro_de
        for columna, valor in zip(nivel.columnas, nombres, strict=True):
            fila[columna.dato] = como_se_pone(valor, columna.opciones.values())
    if dueno is not None:
        fila |= _en_celdas(de_lista.de_su_dueno, dueno.objeto)[0]
    return {**fila, NOTAS: [" ".join(notas)]}


def _nombres(nivel: Nivel, parada: Parada) -> tuple[Any, ...]:
    """Con qué se nombra a un objeto en las filas de lo que lleva: uno por columna."""
    valores = tuple(getattr(parada.objeto, campo) for campo in nivel.nombrado.campos)
    if nivel.nombrado.como == "campos":
        return valores
    numero = str(parada.numero + 1) if nivel.nombrado.como == "lugar" else None
    return (next((v for v in valores if v and v.strip()), numero),)


def _en_los_cortes(de_lista: Tabla, objeto: Any) -> tuple[Fila, list[str]]:
    """Las celdas de los reportes de un objeto, y sus cortes, si las columnas no los dirían.

    Van todos, en las notas ocultas, si alguno está en blanco o no van en orden.
    """
    raiz, fila, callan = "", Fila(), False
    seguimientos = getattr(objeto, de_lista.hoja.por_corte)
    for seguimiento in seguimientos:
        raiz = de_lista.de_corte[0].dato.partition(".")[0]
        celdas, _ = _en_celdas(de_lista.de_corte, seguimiento)
        celdas |= de_extras(raiz, seguimiento)
        callan |= all(valor in (None, "") for valor in celdas.values())
        fila |= {f"{dato}@{seguimiento.corte}": valor for dato, valor in celdas.items()}
    cortes = [seguimiento.corte for seguimiento in seguimientos]
    hay_que_decirlos = callan or cortes != sorted(cortes)
    return fila, [f"{raiz}@{corte}" for corte in cortes] if hay_que_decirlos else []


def _en_celdas(
    columnas: Iterable[ColumnaDelLibro], objeto: Any, nombran: Collection[str] = ()
) -> tuple[Fila, list[str]]:
    """Las celdas de un objeto, y los objetos que lleva adentro y nada dicen.

    ``nombran``: los campos que dicen lugares de otra lista.
    """
    fila: Fila = {}
    dicen: dict[str, bool] = {}
    for columna in columnas:
        valor, *dentro = objeto, *columna.paso
        for numero, campo in enumerate(dentro, 1):
            valor = None if valor is None else getattr(valor, campo)
            if valor is not None and dentro[numero:]:
                dicen.setdefault(".".join(dentro[:numero]), False)
        en_la_celda = como_se_pone(valor, columna.opciones.values())
        if en_la_celda and dentro[-1] in nombran:  # los lugares de otra lista, seguidos
            en_la_celda = en_la_celda.replace("\n", ", ")
        fila[columna.dato] = en_la_celda
        if en_la_celda not in (None, ""):
            dicen |= {".".join(dentro[:n]): True for n in range(1, len(dentro))}
    return fila, [quien for quien, dice in dicen.items() if not dice]


# ------------------------------------------------------------------ lo que llevaba al salir
def textos_del_libro(contenido: Contenido) -> frozenset[str]:
    """Textos del libro de un contenido, cada uno en un renglón."""
    textos = (texto for hoja in hojas_del_libro(contenido) for texto in _textos_de(hoja))
    return frozenset(map(en_un_renglon, textos))


def _textos_de(hoja: HojaDeDatos) -> Iterator[str]:
    """Textos de una hoja, por dentro y por fuera de su tabla."""
    for renglon in hoja.llenado.arriba if hoja.llenado else ():
        yield str(renglon.contenido)
    yield from (columna.rotulo for columna in hoja.columnas)
    yield from (str(valor) for fila in hoja.filas for valor in fila if valor is not None)


# ------------------------------------------------------------------ el de una sola tabla
def libro_de_tabla(
    titulo: str, hoja: str, rotulos: Mapping[str, str], filas: Sequence[Mapping[str, Any]]
) -> tuple[bytes, tuple[Aviso, ...]]:
    """Los bytes de un ``.xlsx`` de una hoja, y avisos de los textos que cambió.

    ``rotulos``: por la clave de su columna.
    """
    avisos: list[Aviso] = []

    columnas = {
        rotulo: tuple(
            texto_limpio(fila[clave], "", avisos) if isinstance(fila[clave], str) else fila[clave]
            for fila in filas
        )
        for clave, rotulo in rotulos.items()
    }
    documento = Documento(
        metadatos=Metadatos(titulo=titulo),
        estilos=estilos_de_libro(LETRA),
        partes=(),
        hojas_de_datos=(hoja_de(hoja, columnas, se_imprime=True),),
    )
    return escribir(documento, Escritura()), tuple(avisos)


# ------------------------------------------------------------------ con las dudas de su lectura
_DE_DUDAS = tuple(
    ColumnaDelLibro(dato=rotulo, rotulo=rotulo, ancho=Mm(ancho), abierta=False)
    for rotulo, ancho in (("Dónde estaba", 60), ("Qué decía", 90), ("Por qué se duda", 100))
)
_COMO_SE_CORRIGE = (
    "Corrija en su hoja lo que haga falta, y agregue lo que quedó por fuera. Esta hoja no es de los"
    " datos: puede borrarla."
)


def libro_con_dudas(
    contenido: Contenido, dudas: Sequence[Aviso]
) -> tuple[bytes, tuple[Aviso, ...]]:
    """El libro de un contenido leído, con la hoja de sus dudas; primero, lo que quedó por fuera."""
    tabla = tabla_suelta(DUDAS, _DE_DUDAS, arriba=_COMO_SE_CORRIGE, preparadas=0)
    llenado = attrs.evolve(llenado_de(tabla), protegida=True)
    en_orden = sorted(dudas, key=lambda duda: duda.peso != "por_fuera")
    filas = (fila for duda in en_orden for fila in _filas_de_una_duda(duda))
    return libro_de(contenido, delante=hoja_de_filas(tabla, _DE_DUDAS, filas, llenado))


def _filas_de_una_duda(duda: Aviso) -> Iterator[dict[str, str]]:
    """La duda de un aviso en cada uno de sus lugares del original, con lo que ahí decía."""
    lugares: Mapping[str, str] = duda.datos.get("lugares") or {duda.ruta: ""}
    for lugar, texto in lugares.items():
        textos = map(lo_que_cabe, (lugar, texto, duda.mensaje))
        yield {c.dato: dicho for c, dicho in zip(_DE_DUDAS, textos, strict=True)}
