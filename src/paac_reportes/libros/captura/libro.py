"""Un libro de captura como documento neutro: las instrucciones y una hoja por clase de fila.

Al final, la primera hoja (de qué es el libro y cómo se llena) y el nombre del archivo de cada
oficina: ASCII, que se entienda, y ninguno igual a otro.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.libros.aspecto import LETRA, estilos_de_libro
from paac_reportes.libros.captura.filas import (
    FilaDeCaptura,
    captura_de,
    filas_de_captura,
    recomendadas_de,
)
from paac_reportes.libros.captura.recomendaciones import de_cada_oficina
from paac_reportes.libros.captura.reparto import DeQuien, Reparto
from paac_reportes.libros.captura.reportes import lo_que_cabe
from paac_reportes.libros.captura.salida import (
    Procedencia,
    alrededor_en_un_renglon,
    hoja_de_salida,
    huella_de_la_entidad,
    marca_de,
)
from paac_reportes.libros.captura.tablas import (
    MARCA_DE_FILA,
    MARCA_DE_LO_ESCRITO,
    MARCAS,
    TablaDeCaptura,
    tablas_de,
)
from paac_reportes.libros.columnas import INSTRUCCIONES, ColumnaDelLibro
from paac_reportes.libros.tablas import hoja_de_filas
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.documento import (
    LARGO_DE_PROPIEDAD,
    Documento,
    Marco,
    Metadatos,
    Pagina,
    Parte,
)
from paac_reportes.maqueta.estilos import Estilo, estilos_de_firma, sublistas
from paac_reportes.maqueta.hojas_de_datos import (
    Destacada,
    HojaDeDatos,
    LlenadoDeHoja,
    Pintado,
    Progreso,
    Renglon,
)
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Bloque, Lista, Parrafo, Titulo
from paac_reportes.modelo import Plan
from paac_reportes.modelo.captura import SIN_CAMBIAR_LAS_FILAS, Captura
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.temas import Contenido, Tema, tema_de
from paac_reportes.textos.valores import contar, en_ascii, fecha_larga

_COMPLETA = "E2EFDA"


@clases.frozen(kw_only=True)
class LibroDeCaptura:
    """Un libro por entregar."""

    nombre: str
    """Nombre de su archivo."""
    de_quien: DeQuien
    """Aquél que lo llena."""
    documento: Documento


@clases.frozen(kw_only=True, eq=False)
class _DeUnaOficina:
    """Contenido del libro de una oficina."""

    contenido: Contenido
    procedencia: Procedencia
    que_es: str
    """``Dependencia``: qué es la oficina."""
    oficina: str | None
    objeto: Any
    """La dependencia, o el proceso, si es una de ellas."""
    filas: Sequence[FilaDeCaptura]
    recomendaciones: Sequence[FilaDeCaptura]
    vencidas: frozenset[str]
    """Las rutas de las que ya debían estar terminadas."""

    @property
    def tema(self) -> Tema:
        """Tema del contenido."""
        return self.procedencia.tema

    @property
    def captura(self) -> Captura:
        """Cómo se pide."""
        return self.filas[0].tabla.captura

    @property
    def de_quien(self) -> str:
        """El nombre de la oficina o, si es de todo, el de la entidad."""
        return self.oficina or self.contenido.entidad.nombre

    @property
    def titulo(self) -> str:
        """Título del libro."""
        return f"{self.captura.titulo} al {fecha_larga(self.procedencia.corte)}"

    @property
    def tablas(self) -> Iterator[tuple[TablaDeCaptura, list[FilaDeCaptura]]]:
        """Sus hojas, con las filas de cada una."""
        for tabla in tablas_de(self.tema):
            if filas := [fila for fila in self.filas if fila.tabla is tabla]:
                yield tabla, filas


def libros_de_captura(
    contenido: Contenido, corte: date, quien: str | None, reparto: Reparto
) -> Iterator[LibroDeCaptura]:
    """Libros de cada uno del reparto con filas, en su orden; los textos, ya limpios.

    ``ErrorDeEntrada`` con lo ya reportado que no cabe en una celda.
    """
    filas = list(filas_de_captura(contenido, corte, quien))
    abiertas = (una for una in recomendadas_de(contenido) if una.actual.esta_abierta)
    _comprobar_que_cabe((*filas, *abiertas))
    entidad = huella_de_la_entidad(contenido.entidad)
    de_cada = reparto.reparten(filas)
    nombres = _archivos_de(contenido, reparto, de_cada, corte, quien)
    recomendaciones = de_cada_oficina(contenido, corte, reparto, de_cada)
    vencidas = _vencidas_de(contenido, corte)
    for de_quien, filas_de_la_oficina in de_cada.items():
        libro = _DeUnaOficina(
            contenido=contenido,
            procedencia=Procedencia(
                de=tema_de(contenido).clave,
                corte=corte,
                entidad=entidad,
                quien=quien,
                por=reparto.por,
                oficina=de_quien,
                vigencia=contenido.vigencia,
            ),
            que_es=reparto.que_es,
            oficina=reparto.nombre(de_quien),
            objeto=reparto.objetos[de_quien] if isinstance(de_quien, int) else None,
            filas=filas_de_la_oficina,
            recomendaciones=recomendaciones[de_quien],
            vencidas=vencidas,
        )
        yield LibroDeCaptura(
            nombre=nombres[de_quien],
            de_quien=de_quien,
            documento=_documento(libro),
        )


def _archivos_de(
    contenido: Contenido,
    reparto: Reparto,
    quienes: Iterable[DeQuien],
    corte: date,
    quien: str | None,
) -> dict[DeQuien, str]:
    """El nombre del de cada uno: ``riesgos-oci-01-contratacion-….xlsx``."""
    captura = captura_de(contenido)
    # De qué es, y quién lo llena si no es el de siempre.
    partes = (captura.archivo, "" if quien == captura.quien else quien)
    antes = "".join(f"{parte}-" for parte in partes if parte)
    nombres = {
        uno: contenido.entidad.nombre if uno is None else reparto.en_corto(uno) for uno in quienes
    }
    cifras = max(2, len(str(len(nombres))))
    return {
        uno: antes + _nombre_de_libro(nombre, reparto.orden(uno), cifras, corte)
        for uno, nombre in nombres.items()
    }


def _documento(libro: _DeUnaOficina) -> Documento:
    procedencia = libro.procedencia
    bloques = tuple(_bloques(libro))
    hojas = (
        *(_hoja_de_seguimiento(tabla, suyas, libro) for tabla, suyas in libro.tablas),
        *([_hoja_de_recomendaciones(libro)] if libro.recomendaciones else ()),
    )
    return Documento(
        metadatos=Metadatos(
            titulo=libro.titulo,
            asunto=libro.de_quien[:LARGO_DE_PROPIEDAD],
            fecha=procedencia.corte,
            propiedades=tuple(procedencia.propiedades.items()),
        ),
        estilos=estilos(),
        partes=(Parte(INSTRUCCIONES, bloques, Marco(pagina=PAGINA)),),
        hojas_de_datos=(
            *hojas,
            hoja_de_salida(procedencia, _con_su_lugar(libro), _textos(bloques, hojas)),
        ),
    )


def _con_su_lugar(libro: _DeUnaOficina) -> Iterator[tuple[FilaDeCaptura, str]]:
    """Cada fila, y en cuál de su hoja va."""
    for filas in (*(suyas for _, suyas in libro.tablas), libro.recomendaciones):
        for numero, fila in enumerate(filas, _PRIMERA):
            yield fila, f"hoja «{fila.tabla.hoja.titulo}», fila {numero}"


def _textos(bloques: Iterable[Bloque], hojas: Iterable[HojaDeDatos]) -> list[str]:
    """Textos que el libro lleva alrededor de sus filas."""
    textos: list[str] = []
    for bloque in bloques:
        if isinstance(bloque, Titulo):
            textos.append(bloque.texto)
        elif isinstance(bloque, Parrafo):
            textos.append(solo_texto(bloque.con_marca))
    for hoja in hojas:
        for renglon in hoja.llenado.arriba if hoja.llenado else ():
            dicho = renglon.contenido
            if isinstance(dicho, Progreso):
                dicho = f"{dicho.antes}0 de 0{dicho.despues}"
            textos.append(dicho)
    return list(dict.fromkeys(map(alrededor_en_un_renglon, textos)))


def _hoja_de_seguimiento(
    tabla: TablaDeCaptura, filas: Sequence[FilaDeCaptura], libro: _DeUnaOficina
) -> HojaDeDatos:
    # De las cerradas, las que alguna fila llena.
    columnas = [c for c in tabla.columnas if c.abierta or any(fila.se_ve[c.dato] for fila in filas)]
    se_llenan = tabla.se_llenan
    primera, *demas = (datos[0] for datos in tabla.identifican)
    de_cual = sum(1 for c in columnas if c.dato in (*tabla.hoja.encabezan, primera))
    fijas = de_cual + sum(1 for c in columnas if c.dato in demas)
    llenado = LlenadoDeHoja(
        arriba=(
            _titulo(f"{libro.de_quien}: seguimiento", libro),
            Renglon(
                contenido=Progreso(antes=_DONDE, columnas=se_llenan, despues=" con reporte"),
                estilo="progreso",
            ),
        ),
        protegida=True,
        fijas=1 + fijas,  # con la escondida
        en_cada_pagina=de_cual + (de_cual > 1),
        pintados=(Pintado(cuando="completa", columnas=se_llenan, relleno=_COMPLETA),),
        destacadas=tuple(_destacadas(tabla, columnas, filas, libro.vencidas)),
        con_su_fila=True,
    )
    return _hoja(columnas, filas, libro, llenado)


def _hoja_de_recomendaciones(libro: _DeUnaOficina) -> HojaDeDatos:
    filas = libro.recomendaciones
    cuantas = f"{contar(len(filas), *_RECOMENDACIONES)} por responder"
    arriba = (
        _titulo(f"{libro.de_quien}: recomendaciones", libro),
        Renglon(contenido=f"{_DONDE}{cuantas}", estilo="progreso"),
    )
    llenado = LlenadoDeHoja(arriba=arriba, protegida=True, fijas=1, con_su_fila=True)
    return _hoja(filas[0].tabla.columnas, filas, libro, llenado)


_PRIMERA = 4
"""La primera fila de cada hoja, tras dos renglones y los rótulos."""
_DONDE = "Escriba sólo en lo amarillo · "
"""Palabras que van antes de la cuenta de cada hoja."""
VENCIDA = "vencida"
"""Palabra que se lee bajo la fecha de una fila vencida."""


def _destacadas(
    tabla: TablaDeCaptura,
    columnas: Sequence[ColumnaDelLibro],
    filas: Sequence[FilaDeCaptura],
    vencidas: Collection[str],
) -> Iterator[Destacada]:
    """La fecha de cada una vencida; en la columna que la dice."""
    por_dato = {columna.dato: columna for columna in columnas}
    dicen = [por_dato[dato] for dato in tabla.hoja.vence.split(" | ") if dato in por_dato]
    for numero, fila in enumerate(filas):
        columna = next((c for c in dicen if fila.se_ve[c.dato]), None)
        if columna and fila.ruta in vencidas:
            yield Destacada(fila=numero, columna=columna.rotulo, dice=VENCIDA)


def _vencidas_de(contenido: Contenido, corte: date) -> frozenset[str]:
    """Las rutas de las que en el corte ya están vencidas; de un mapa, ninguna.

    La que vence el día del corte aún no lo está; la que venció después del corte anterior y nunca
    se reportó, tampoco: hasta ahora no se había pedido.
    """
    if not isinstance(contenido, Plan):
        return frozenset()
    from paac_reportes.analisis.analisis import analizar_plan  # noqa: PLC0415 - sólo de un plan

    cifras = analizar_plan(contenido, corte, reglas_para(contenido)).todo
    ayer = corte - timedelta(days=1)
    return frozenset(
        fila.ruta
        for filas, hasta in ((cifras.vencidas, ayer), (cifras.vencidas_sin_reporte, None))
        for fila in filas
        if (limite := hasta or fila.desde) and fila.ultimo_dia and fila.ultimo_dia <= limite
    )


def _titulo(de_que: str, libro: _DeUnaOficina) -> Renglon:
    """El renglón de encima: de qué es la hoja, y a qué corte."""
    al_corte = f"{de_que} al {fecha_larga(libro.procedencia.corte)}"
    return Renglon(contenido=al_corte, estilo="titulo")


def _hoja(
    columnas: Sequence[ColumnaDelLibro],
    filas: Sequence[FilaDeCaptura],
    libro: _DeUnaOficina,
    llenado: LlenadoDeHoja,
) -> HojaDeDatos:
    """Una fila por renglón, con su marca escondida."""
    de_cada_fila = (
        {**fila.en_celdas(columnas), **dict.fromkeys(MARCAS, marca_de(libro.procedencia, fila))}
        for fila in filas
    )
    titulo = filas[0].tabla.hoja.titulo
    return hoja_de_filas(titulo, _con_marcas(columnas), [*de_cada_fila], llenado)


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


def _comprobar_que_cabe(filas: Iterable[FilaDeCaptura]) -> None:
    """Lo ya reportado va entero o no va: recortado, volvería como si lo hubieran cambiado."""
    fallas = [
        Falla(
            "no_cabe",
            fila.ruta,
            f"su {rotulo.lower()} no cabe en una celda ({LETRAS_POR_CELDA} letras)",
        )
        for fila in filas
        for rotulo, texto in fila.tabla.como_se_lee(fila.reporte.valores).items()
        if lo_que_cabe(texto) != texto
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)


# ------------------------------------------------------------------ la primera hoja
PAGINA = Pagina(
    ancho=Mm(216),
    alto=Mm(279),
    superior=Mm(20),
    inferior=Mm(18),
    izquierdo=Mm(18),
    derecho=Mm(18),
    encabezado=Mm(8),
)
"""Carta."""


_RECOMENDACIONES = "recomendación", "recomendaciones"


def estilos() -> dict[str, Estilo]:
    """Estilos de todo el libro."""
    base = estilos_de_libro(LETRA)
    return base | sublistas(base["lista"]) | estilos_de_firma(base["firma"])


def _bloques(libro: _DeUnaOficina) -> Iterator[Bloque]:
    """De qué es el libro, lo que la oficina tiene por reportar y cómo se llena."""
    contenido, captura = libro.contenido, libro.captura
    yield Titulo(texto=libro.titulo, nivel=0)
    vigencia = f", vigencia {contenido.vigencia}" if contenido.vigencia else ""
    yield Parrafo(f"{contenido.entidad.nombre}{vigencia}")
    if libro.oficina is not None:
        yield Parrafo(_de_quien_es(libro, libro.oficina))
    quien_llena = captura.quienes.get(libro.procedencia.quien or "")
    lo_llena = f"Lo llena {quien_llena}. " if quien_llena else ""
    yield Parrafo(f"{lo_llena}Por reportar: {cuenta_de_filas(libro.filas)}.")
    if libro.recomendaciones:
        tabla = libro.recomendaciones[0].tabla
        cuantas = contar(len(libro.recomendaciones), *_RECOMENDACIONES)
        columnas = " y ".join(columna.rotulo for columna in tabla.abiertas)
        yield Parrafo(
            f"Por responder: {cuantas}, en la hoja {tabla.hoja.titulo}; sus columnas de rótulo"
            f" amarillo son {columnas}."
        )
    yield Titulo(texto="Cómo se llena", nivel=1)
    for numero, texto in enumerate(captura.pasos or _pasos(libro.tema), 1):
        yield Parrafo(texto, "lista", Lista(nivel=1, numero=numero))
    yield from _que_va(libro.tema)


def _de_quien_es(libro: _DeUnaOficina, oficina: str) -> str:
    """``Proceso: Contratación. Líder: SECRETARÍA GENERAL``."""
    de_quien = f"{libro.que_es}: {oficina}"
    lider = getattr(libro.objeto, "lider", None)
    return f"{de_quien}. {CATALOGO['proceso.lider'].rotulo}: {lider}" if lider else de_quien


def cuenta_de_filas(filas: Sequence[FilaDeCaptura]) -> str:
    """``12 actividades y 1 trámite``."""
    veces = Counter(fila.tabla for fila in filas)
    return " y ".join(
        contar(veces[tabla], *tabla.tema.se_cuentan[tabla.clave])
        for tabla in (tablas_de(filas[0].tabla.tema) if filas else ())
        if veces[tabla]
    )


def _pasos(tema: Tema) -> Iterator[str]:
    """Pasos de un libro cuyas hojas se llenan igual."""
    rotulos = list(dict.fromkeys(c.rotulo for tabla in tablas_de(tema) for c in tabla.abiertas))
    yield (
        f"Escriba sólo en las columnas de rótulo amarillo: {', '.join(rotulos[:-1])} y"
        f" {rotulos[-1]}. Lo demás es {tema.el} y va cerrado, sin contraseña."
    )
    yield (
        f"Si algo {tema.de} está mal, no lo corrija aquí: dígalo en Observaciones. Un texto"
        f" {tema.de} que vuelva cambiado queda señalado, y no cambia {tema.el}."
    )
    yield SIN_CAMBIAR_LAS_FILAS
    yield (
        "Lo que deje en blanco queda sin reportar. Un guion (-) es un dato: dice que hay un guion."
    )
    yield "Guarde el libro como .xlsx y devuélvalo con el mismo nombre."


def _que_va(tema: Tema) -> Iterator[Bloque]:
    """``Avance (%): de 0 a 100…``, de cada columna abierta; por hoja, si no se llenan igual."""
    tablas = tablas_de(tema)
    igual = len({tabla.hoja.reporta for tabla in tablas}) == 1
    for tabla in tablas[:1] if igual else tablas:
        titulo = "Qué va en cada columna" if igual else f"Qué va en la hoja {tabla.hoja.titulo}"
        yield Titulo(texto=titulo, nivel=1)
        for columna in tabla.abiertas:
            ayuda = columna.ayuda
            ayuda_en_frase = f"{ayuda[:1].lower()}{ayuda[1:]}" if igual else ayuda
            yield Parrafo(f"{columna.rotulo}: {ayuda_en_frase}", "lista", Lista(nivel=1))


_LETRAS = 60
"""De la oficina en el nombre: con la carpeta delante, Windows lo sigue abriendo."""


def _nombre_de_libro(oficina: str, orden: int | None, cifras: int, corte: date) -> str:
    """``03-secretaria-de-hacienda-2020-12-31.xlsx``.

    El número es su orden: los distingue aunque dos se llamen igual.
    """
    numero = "captura" if orden is None else f"{orden + 1:0{cifras}}"
    return "-".join(filter(None, (numero, en_ascii(oficina, _LETRAS), f"{corte}.xlsx")))
