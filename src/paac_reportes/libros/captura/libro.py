"""Los libros de captura que se entregan, y cómo salió cada uno.

``libros_por_entregar`` los da, con lo que conviene revisar antes. Uno lleva las instrucciones y una
hoja por clase de fila: primero lo que falta por reportar y, debajo, lo ya cumplido al 100 %.

Cómo salió va en una hoja suya escondida, y con ella se recoge lo escrito: de qué contenido y de qué
corte es, lo que decía cada celda de las filas y de las columnas que el libro muestra, y los textos
de alrededor. Cada fila lleva en su hoja la marca de cuál es.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, count

import attrs

from paac_reportes import clases
from paac_reportes.analisis.analisis import analizar_plan
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import error_de_argumento, esperado
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.grupos import agrupadas
from paac_reportes.libros.captura.filas import (
    DeQuien,
    FilaDeCaptura,
    Reparto,
    comprobar_que_se_reparte,
    filas_de_captura,
    lo_de_antes,
    por_oficina,
    recomendaciones_sin_libro,
    tabla_de_ruta,
)
from paac_reportes.libros.tablas import (
    COMO_SALIO,
    INSTRUCCIONES,
    LETRA,
    MARCA_DE_FILA,
    MARCA_DE_LO_ESCRITO,
    MARCAS,
    PREVIO,
    SALIDA,
    Clave,
    ColumnaDelLibro,
    Tabla,
    estilos_de_libro,
    hoja_de_filas,
    huella_del_nombre,
    tablas_de,
    tablas_de_oficina,
)
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.documento import (
    LARGO_DE_PROPIEDAD,
    Documento,
    Marco,
    Metadatos,
    Pagina,
    Parte,
)
from paac_reportes.maqueta.estilos import estilos_de_firma, sublistas
from paac_reportes.maqueta.hojas_de_datos import (
    ColumnaDeDatos,
    Destacada,
    HojaDeDatos,
    LlenadoDeHoja,
    Pintado,
    Progreso,
    Renglon,
    Valor,
)
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Bloque, Lista, Parrafo, Titulo
from paac_reportes.modelo import Entidad, Plan, temas
from paac_reportes.modelo.libro import Captura
from paac_reportes.modelo.recorrer import en_largo
from paac_reportes.modelo.temas import Contenido, Tema, con_los_que_lleva, tema_de
from paac_reportes.opc.visto import DocumentoVisto, TablaVista
from paac_reportes.textos.plano import en_plano, limpiar, sin_cifras
from paac_reportes.textos.valores import contar, en_ascii, fecha_corta, fecha_de, fecha_larga, lista


def huella_de_la_entidad(entidad: Entidad) -> str:
    """Huella de su NIT o, si no lo trae, de su nombre."""
    cual = re.sub(r"\D", "", entidad.nit or "") or en_plano(entidad.nombre)
    return huella_del_nombre("entidad", (cual,))


# ------------------------------------------------------------------ de dónde es
@clases.frozen(kw_only=True)
class Procedencia:
    """De qué contenido, de qué corte y de quién es un libro."""

    de: str
    """La clave de su tema."""
    corte: date
    entidad: str
    por: str | None = None
    """El dato por el que se repartieron los libros; ``None`` si es por oficina."""
    oficina: DeQuien = None
    """Aquél que lo llena."""
    vigencia: int | None = None

    @property
    def tema(self) -> Tema:
        """Tema de su contenido."""
        return temas.tema(self.de)

    @clases.propiedad_recordada
    def sello(self) -> str:
        """Sello que distingue sus marcas de las de otro libro; el que sale otra vez, el mismo."""
        return huella_del_nombre(self.de, (self.corte, self.entidad, self.por, self.oficina))

    @property
    def propiedades(self) -> dict[str, str]:
        """Propiedades que el libro lleva, cada una con el nombre de su dato: ``paac.corte``."""
        dichos = attrs.asdict(self).items()
        suyas = {f"paac.{campo}": str(dicho) for campo, dicho in dichos if dicho is not None}
        return {"paac.clase": "captura", **suyas}


def procedencia_de(propiedades: Mapping[str, str]) -> Procedencia | None:
    """Procedencia que dicen unas propiedades, si están enteras."""
    nombres = attrs.fields_dict(Procedencia)
    dicho = {campo: propiedades.get(f"paac.{campo}", "") for campo in nombres}
    corte, por = fecha_de(dicho["corte"]), dicho["por"] or None
    if dicho["de"] not in temas.claves() or corte is None or not dicho["entidad"]:
        return None
    return Procedencia(
        de=dicho["de"],
        corte=corte,
        entidad=dicho["entidad"],
        por=por,
        oficina=dicho["oficina"] if por else _entero(dicho["oficina"]),
        vigencia=_entero(dicho["vigencia"]),
    )


def _entero(texto: str) -> int | None:
    return int(texto) if re.fullmatch(r"\d{1,9}", texto, re.ASCII) else None


# ------------------------------------------------------------------ la hoja escondida
_FILA, _TEXTO = "fila", "texto"


def hoja_de_salida(
    procedencia: Procedencia,
    filas: Iterable[tuple[FilaDeCaptura, int]],
    textos: Collection[str],
) -> HojaDeDatos:
    """Hoja de un libro con sus filas, cada una con su número, y los textos de alrededor."""
    dicho = [
        (fila.lugar.breve, str(numero), {**fila.comparables, **fila.abiertas})
        for fila, numero in filas
    ]
    datos = dict.fromkeys(chain.from_iterable(textos for _, _, textos in dicho))
    en_blanco = (None,) * len(datos)
    renglones: list[tuple[Valor, ...]] = [
        *((nombre, valor) for nombre, valor in procedencia.propiedades.items()),
        *((_TEXTO, texto) for texto in textos),
    ]
    return HojaDeDatos(
        nombre=COMO_SALIO,
        columnas=tuple(ColumnaDeDatos(rotulo=una, ancho=Mm(20)) for una in (SALIDA, _FILA, *datos)),
        filas=(
            *((*renglon, *en_blanco) for renglon in renglones),
            *(
                (breve, numero, *[textos.get(dato) or None for dato in datos])
                for breve, numero, textos in dicho
            ),
        ),
        oculta=True,
    )


@clases.frozen(kw_only=True, eq=False)
class FilaQueSalio:
    """Fila de un libro como salió."""

    ruta: str
    numero: int
    """El de su fila en la hoja, desde 1."""
    tabla: Tabla
    dice: Mapping[str, str]
    """Textos de cada celda que algo decía, comparables."""

    @clases.propiedad_recordada
    def clave(self) -> Clave:
        """Con lo que se la reconoce."""
        return self.tabla.clave_de(self.dice)

    def se_ve(self, datos: Iterable[str]) -> tuple[str, ...]:
        """Textos que se leían en unas celdas."""
        return tuple(self.dice.get(dato, "") for dato in datos)


@clases.frozen(kw_only=True, eq=False)
class Salida:
    """Cómo salió un libro."""

    procedencia: Procedencia
    filas: Mapping[tuple[str, ...], FilaQueSalio]
    """Por lo que dice su marca: cuál es, y el sello del libro."""
    textos: frozenset[str]
    """Textos de alrededor, sin sus cifras."""


def salida_de(documento: DocumentoVisto) -> Salida | None:
    """Salida que un documento lleva; ``None`` si no la lleva, o no se entiende."""
    for vista in documento.tablas():
        rotulos = vista.filas[0] if vista.filas else ()
        if rotulos and rotulos[0] is not None and rotulos[0].texto == SALIDA:
            return _leida(vista)
    return None


def _leida(vista: TablaVista) -> Salida | None:
    """Cómo salió un libro, según la tabla de su hoja escondida; ``None`` si no se entiende."""
    datos = [celda.texto if celda else "" for celda in vista.filas[0]]
    dichos = [
        {dato: celda.texto for dato, celda in zip(datos, renglon, strict=True) if celda}
        for renglon in vista.filas[1:]
    ]
    pares = [(dicho.pop(SALIDA, ""), dicho.pop(_FILA, ""), dicho) for dicho in dichos]
    procedencia = procedencia_de({nombre: valor for nombre, valor, _ in pares})
    if procedencia is None:
        return None
    filas: dict[tuple[str, ...], FilaQueSalio] = {}
    for cual, numero, dice in pares:
        ruta = en_largo(cual, procedencia.tema.clase)
        tabla = tabla_de_ruta(procedencia.tema, ruta) if ruta else None
        if ruta and tabla:
            filas[cual, procedencia.sello] = FilaQueSalio(
                ruta=ruta, numero=_entero(numero) or 0, tabla=tabla, dice=dice
            )
    return Salida(
        procedencia=procedencia,
        filas=filas,
        textos=frozenset(texto for nombre, texto, _ in pares if nombre == _TEXTO),
    )


def alrededor_en_un_renglon(texto: str) -> str:
    """Un texto de alrededor, comparable: las cuentas que lleva cambian al llenarlo."""
    return sin_cifras(" ".join(texto.split()))


_COMPLETA = "E2EFDA"


# ------------------------------------------------------------------ lo que se pide
_LETRAS = 60
"""De la oficina en el nombre: con la carpeta delante, Windows lo sigue abriendo."""


@clases.frozen(kw_only=True, eq=False)
class LibroDeCaptura:
    """Un libro por entregar."""

    contenido: Contenido
    procedencia: Procedencia
    reparto: Reparto
    filas: Sequence[FilaDeCaptura]
    """Las ya cumplidas, al final."""
    recomendaciones: Sequence[FilaDeCaptura]
    vencidas: Mapping[str, date]
    """Desde cuándo, por su ruta, las que ya debían estar terminadas."""
    cuantos: int
    """Cuántos libros se entregan con él."""

    @property
    def nombre(self) -> str:
        """Nombre de su archivo: ``riesgos-03-contratacion-2020-12-31.xlsx``.

        El número es su orden: los distingue aunque dos se llamen igual.
        """
        suya = self.procedencia
        orden = self.reparto.orden(suya.oficina)
        nombre = self.de_quien if orden is None else self.reparto.en_corto(suya.oficina)
        cifras = max(2, len(str(self.cuantos)))
        numero = "captura" if orden is None else f"{orden + 1:0{cifras}}"
        partes = (self.captura.archivo, numero, en_ascii(nombre, _LETRAS), f"{suya.corte}.xlsx")
        return "-".join(filter(None, partes))

    @property
    def tema(self) -> Tema:
        """Tema del contenido."""
        return self.procedencia.tema

    @property
    def captura(self) -> Captura:
        """Cómo se pide."""
        return self.tema.libro.captura

    @property
    def oficina(self) -> str | None:
        """Nombre de aquél de quien es; ``None`` si es de todo el contenido."""
        return self.reparto.nombre(self.procedencia.oficina)

    @property
    def de_quien(self) -> str:
        """El nombre de la oficina o, si es de todo, el de la entidad."""
        return self.oficina or self.contenido.entidad.nombre

    @property
    def al_corte(self) -> str:
        """``al 31 de agosto de 2026``."""
        return f"al {fecha_larga(self.procedencia.corte)}"

    @clases.propiedad_recordada
    def por_reportar(self) -> list[FilaDeCaptura]:
        """Las filas que no están ya cumplidas."""
        return [fila for fila in self.filas if not fila.ya_cumplida]

    @clases.propiedad_recordada
    def tablas(self) -> dict[Tabla, list[FilaDeCaptura]]:
        """Sus hojas, con las filas de cada una."""
        por_hoja = agrupadas((fila.tabla, fila) for fila in (*self.filas, *self.recomendaciones))
        return {t: por_hoja[t] for t in tablas_de_oficina(self.tema) if t in por_hoja}


def libros_por_entregar(
    contenido: Contenido, corte: date, por: str | None, quien: str | None
) -> tuple[list[LibroDeCaptura], list[Aviso]]:
    """Libros de un contenido y de los que lleva adentro, y avisos.

    ``quien`` es el nombre de uno de aquéllos entre quienes se reparten. ``ErrorDeEntrada`` si no lo
    es, o si no hay nada que reportar.
    """
    contenidos = [uno for _, uno in con_los_que_lleva(contenido)]
    if por is not None:
        contenidos = comprobar_que_se_reparte(contenidos, por)
    repartos = [(uno, Reparto(uno, por)) for uno in contenidos]
    if quien is not None and not any(reparto.llamados(quien) for _, reparto in repartos):
        hay = tuple(dict.fromkeys(nombre for _, reparto in repartos for nombre in reparto.nombres))
        que = esperado("opciones", opciones=hay) if hay else esperado("ningun_nombre")
        raise error_de_argumento("quien", que, quien)
    libros, avisos, primero = list[LibroDeCaptura](), list[Aviso](), contenidos[0]
    if primero.vigencia is not None and corte.year != primero.vigencia:
        motivo = f"los libros salieron para el corte {corte}, y la vigencia es {primero.vigencia}"
        avisos.append(Aviso("corte_fuera_de_vigencia", "corte", motivo))
    for uno, reparto in repartos:
        limpio, de_limpieza = limpiar(uno)
        por_quien = reparto.reparten(filas_de_captura(limpio, corte))
        van = reparto.llamados(quien) if quien is not None else {*por_quien}
        libros += _libros_de(limpio, reparto, corte, por_quien, van)
        avisos += [*de_limpieza, *recomendaciones_sin_libro(limpio, corte, reparto, por_quien)]
    if not libros:
        tema = tema_de(primero)
        hojas = " ni ".join(tabla.nombre.lower() for tabla in tablas_de(tema))
        raise ErrorDeEntrada(Falla("sin_datos", "", f"{tema.el} no tiene {hojas} por reportar"))
    return libros, avisos


def _libros_de(
    contenido: Contenido,
    reparto: Reparto,
    corte: date,
    por_quien: Mapping[DeQuien, Sequence[FilaDeCaptura]],
    van: Collection[DeQuien],
) -> Iterator[LibroDeCaptura]:
    """Los libros de los que ``van``, en el orden de ``por_quien``, que da las filas de cada uno."""
    entidad = huella_de_la_entidad(contenido.entidad)
    recomendaciones = por_oficina(contenido, corte, reparto, por_quien)
    vencidas = _vencidas_de(contenido, corte)
    for de_quien in (quien for quien in por_quien if quien in van):
        yield LibroDeCaptura(
            contenido=contenido,
            procedencia=Procedencia(
                de=tema_de(contenido).clave,
                corte=corte,
                entidad=entidad,
                por=reparto.por,
                oficina=de_quien,
                vigencia=contenido.vigencia,
            ),
            reparto=reparto,
            filas=sorted(por_quien[de_quien], key=lambda fila: fila.ya_cumplida),
            recomendaciones=[u for u in recomendaciones[de_quien] if u.actual.esta_abierta],
            vencidas=vencidas,
            cuantos=len(por_quien),
        )


# ------------------------------------------------------------------ un libro
def documento_de(libro: LibroDeCaptura) -> Documento:
    """Documento de un libro."""
    procedencia = libro.procedencia
    bloques, base = tuple(_bloques(libro)), estilos_de_libro(LETRA)
    hojas = tuple(_hoja(tabla, filas, libro) for tabla, filas in libro.tablas.items())
    numeradas = (par for filas in libro.tablas.values() for par in zip(filas, count(_PRIMERA)))
    return Documento(
        metadatos=Metadatos(
            titulo=f"{libro.captura.titulo} {libro.al_corte}",
            asunto=libro.de_quien[:LARGO_DE_PROPIEDAD],
            fecha=procedencia.corte,
            propiedades=tuple(procedencia.propiedades.items()),
        ),
        estilos=base | sublistas(base["lista"]) | estilos_de_firma(base["firma"]),
        partes=(Parte(INSTRUCCIONES, bloques, Marco(pagina=PAGINA)),),
        hojas_de_datos=(*hojas, hoja_de_salida(procedencia, numeradas, _textos(bloques, hojas))),
    )


def _textos(bloques: Iterable[Bloque], hojas: Iterable[HojaDeDatos]) -> list[str]:
    """Los textos que el libro lleva fuera de sus filas, en un renglón, sin cifras ni repetidos."""
    textos: list[str] = []
    for bloque in bloques:
        if isinstance(bloque, Titulo):
            textos.append(bloque.texto)
        elif isinstance(bloque, Parrafo):
            textos.append(solo_texto(bloque.con_marca))
    for renglon in (r for hoja in hojas if hoja.llenado for r in hoja.llenado.arriba):
        dicho = renglon.contenido
        if isinstance(dicho, Progreso):
            dicho = f"{dicho.antes}0 de 0{dicho.despues}"
        textos.append(dicho)
    return list(dict.fromkeys(map(alrededor_en_un_renglon, textos)))


def _hoja(tabla: Tabla, filas: Sequence[FilaDeCaptura], libro: LibroDeCaptura) -> HojaDeDatos:
    """La hoja de una tabla, con las filas por llenar, sus marcas escondidas y su progreso."""
    # De las cerradas, las que alguna fila llena.
    columnas = [c for c in tabla.columnas if c.abierta or any(f.se_ve[c.dato] for f in filas)]
    de_cada_fila = [
        {
            **fila.en_celdas(columnas),
            **dict.fromkeys(MARCAS, f"#{fila.lugar.breve} {libro.procedencia.sello}"),
        }
        for fila in filas
    ]
    de_que, que = (
        ("recomendaciones", "respuesta") if tabla.pide.se_responde else ("seguimiento", "reporte")
    )
    primera, *demas = (datos[0] for datos in tabla.identifican)
    que_la_nombran = sum(1 for c in columnas if c.dato in (*tabla.pide.encabezan, primera))
    cumplidas = sum(fila.ya_cumplida for fila in filas)
    debajo = f" · debajo, {contar(cumplidas, *_YA_CUMPLIDAS)} al 100 %" if cumplidas else ""
    progreso = Progreso(
        antes="Escriba sólo en lo amarillo · ",
        columnas=tabla.se_llenan,
        despues=f" con {que}{debajo}",
        filas=len(filas) - cumplidas,
    )
    llenado = LlenadoDeHoja(
        arriba=(
            Renglon(contenido=f"{libro.de_quien}: {de_que} {libro.al_corte}", estilo="titulo"),
            Renglon(contenido=progreso, estilo="progreso"),
        ),
        protegida=True,
        # Con la escondida.
        fijas=1 + que_la_nombran + sum(1 for c in columnas if c.dato in demas),
        en_cada_pagina=que_la_nombran + 1 if que_la_nombran > 1 else que_la_nombran,
        impresas=len(MARCAS) + 1 + max(n for n, c in enumerate(columnas) if c.abierta),
        pintados=(Pintado(cuando="completa", columnas=tabla.se_llenan, relleno=_COMPLETA),),
        destacadas=tuple(_destacadas(tabla, columnas, filas, libro.vencidas)),
        con_su_fila=True,
    )
    return hoja_de_filas(tabla, _con_marcas(columnas), de_cada_fila, llenado)


_PRIMERA = 4
"""La primera fila de cada hoja, tras dos renglones y los rótulos."""
_YA_CUMPLIDAS = "ya cumplida", "ya cumplidas"


def _destacadas(
    tabla: Tabla,
    columnas: Sequence[ColumnaDelLibro],
    filas: Sequence[FilaDeCaptura],
    vencidas: Mapping[str, date],
) -> Iterator[Destacada]:
    """La fecha de cada fila vencida, que se destaca en la columna que la dice.

    ``vencidas``: desde cuándo, por la ruta de la fila.
    """
    por_dato = {columna.dato: columna for columna in columnas}
    dicen = [por_dato[dato] for dato in tabla.pide.vence.split(" | ") if dato in por_dato]
    for numero, fila in enumerate(filas):
        columna = next((c for c in dicen if fila.se_ve[c.dato]), None)
        if columna and (desde := vencidas.get(fila.ruta)):
            dice = f"vencida desde {fecha_corta(desde)}"
            yield Destacada(fila=numero, columna=columna.rotulo, dice=dice)


def _vencidas_de(contenido: Contenido, corte: date) -> Mapping[str, date]:
    """Desde cuándo, por su ruta, las que en el corte ya están vencidas; de un mapa, ninguna.

    La que vence el día del corte aún no lo está; la que venció después del corte anterior y nunca
    se reportó, tampoco: hasta ahora no se había pedido. Ni la que en el corte anterior iba en
    blanco bajo la celda reportada de otra, de la que el informe no afirma nada.
    """
    if not isinstance(contenido, Plan):
        return {}
    cifras = analizar_plan(contenido, corte, reglas_para(contenido)).todo
    un_dia = timedelta(days=1)
    return {
        fila.ruta: fila.ultimo_dia + un_dia
        for filas, hasta in ((cifras.vencidas, corte - un_dia), (cifras.vencidas_sin_reporte, None))
        for fila in filas
        if (limite := hasta or fila.desde)
        and fila.ultimo_dia
        and fila.ultimo_dia <= limite
        and not ((antes := cifras.antes_de(fila)) and antes.bajo_reporte)
    }


def _con_marcas(columnas: Sequence[ColumnaDelLibro]) -> list[ColumnaDelLibro]:
    """Las columnas de una hoja, con las dos escondidas en su sitio.

    (codigo, actividad, reporte, meta) → (codigo, MARCA DE FILA, actividad, MARCA DE LO ESCRITO,
    reporte, meta): quien ordene la hoja entera mueve la primera; quien ordene sólo lo que se llena,
    la segunda. Con las demás abiertas seguidas, lo que alguien copia de otro libro se pega como
    está.
    """
    ultima_abierta = max(lugar for lugar, columna in enumerate(columnas) if columna.abierta)
    con_marcas = [*columnas]
    con_marcas.insert(ultima_abierta, MARCA_DE_LO_ESCRITO)
    con_marcas.insert(1, MARCA_DE_FILA)
    return con_marcas


# ------------------------------------------------------------------ la primera hoja
PAGINA = Pagina(
    ancho=Mm(216),
    alto=Mm(330),
    superior=Mm(12),
    inferior=Mm(10),
    izquierdo=Mm(14),
    derecho=Mm(14),
    encabezado=Mm(6),
)
"""Oficio: apaisado, lo que se llena cabe a lo ancho con letra que se lee."""


_RECOMENDACIONES = "recomendación", "recomendaciones"


def _bloques(libro: LibroDeCaptura) -> Iterator[Bloque]:
    """De qué es el libro, lo que se pide en él, a dónde se envía y cómo se llena."""
    contenido, captura, tema = libro.contenido, libro.captura, libro.tema
    yield Titulo(texto=f"{captura.titulo} {libro.al_corte}", nivel=0)
    vigencia = f", vigencia {contenido.vigencia}" if contenido.vigencia else ""
    yield Parrafo(f"{contenido.entidad.nombre}{vigencia}")
    if libro.oficina is not None:
        yield Parrafo(f"{libro.reparto.que_es}: {libro.oficina}")
    quien_llena = captura.quienes.get(captura.quien or "")
    lo_llena = f"Lo llena {quien_llena}. " if quien_llena else ""
    por_reportar = cuenta_de_filas(libro.por_reportar, tema) or "nada"
    cumplidas = len(libro.filas) - len(libro.por_reportar)
    otras = f"; debajo, {contar(cumplidas, *_YA_CUMPLIDAS)} al 100 %" if cumplidas else ""
    yield Parrafo(f"{lo_llena}Por reportar: {por_reportar}{otras}.")
    if libro.recomendaciones:
        tabla = libro.recomendaciones[0].tabla
        cuantas = contar(len(libro.recomendaciones), *_RECOMENDACIONES)
        columnas = " y ".join(columna.rotulo for columna in tabla.abiertas)
        yield Parrafo(
            f"Por responder: {cuantas}, en la hoja {tabla.nombre}; sus columnas de rótulo"
            f" amarillo son {columnas}."
        )
    textos = getattr(contenido, "textos", {})
    a_quien, plazo = textos.get("remitente"), textos.get("plazo_para_responder")
    if a_quien or plazo:
        partes = ("Envíelo lleno", a_quien and f" a {a_quien}", plazo and f", hasta {plazo}")
        yield Parrafo(f"{''.join(filter(None, partes))}.")
    yield Titulo(texto="Cómo se llena", nivel=1)
    for numero, texto in enumerate(captura.pasos, 1):
        yield Parrafo(texto, "lista", Lista(nivel=1, numero=numero))
    yield from _la_ultima_vez(libro)


def _la_ultima_vez(libro: LibroDeCaptura) -> Iterator[Bloque]:
    """Los bloques con lo que se dijo la última vez, entero, si en su celda no cupo."""
    largas = [
        (fila, entero)
        for fila in libro.filas
        if fila.se_ve[PREVIO].endswith("…")
        and (entero := lo_de_antes(fila)) != fila.se_ve[PREVIO]
        and entero
    ]
    if largas:
        yield Titulo(texto="La última vez, completo", nivel=1)
    for fila, entero in largas:
        yield Parrafo(f"{fila.nombre} — {'. '.join(entero.splitlines())}")


def cuenta_de_filas(filas: Sequence[FilaDeCaptura], tema: Tema) -> str:
    """``12 actividades, 4 trámites y 1 intercambio``, de las filas de un libro."""
    veces = Counter(fila.lugar.contenido.nombre for fila in filas)
    cuentan = tema.se_cuentan.items()
    return lista([contar(veces[clave], *nombres) for clave, nombres in cuentan if veces[clave]])
