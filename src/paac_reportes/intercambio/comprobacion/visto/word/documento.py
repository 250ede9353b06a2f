"""Lo que se ve de un documento de Word: su cuerpo y los encabezados y pies de cada sección."""

from collections.abc import Iterator, Mapping

import attrs

from paac_reportes.intercambio.comprobacion.visible import (
    Bloque,
    Casilla,
    Cuadro,
    Renglon,
    Texto,
    Zona,
    marca,
    zona,
)
from paac_reportes.intercambio.comprobacion.visto.paquete import (
    Elemento,
    Paquete,
    R,
    Relacion,
    W,
)
from paac_reportes.intercambio.comprobacion.visto.word.listas import Numeracion
from paac_reportes.intercambio.comprobacion.visto.word.parrafos import Parrafos

_BLANCO = "FFFFFF"
LUGARES = {
    ("headerReference", "default"): "encabezado",
    ("footerReference", "default"): "pie",
    ("headerReference", "first"): "encabezado de la primera página",
    ("footerReference", "first"): "pie de la primera página",
    ("headerReference", "even"): "encabezado de las páginas pares",
    ("footerReference", "even"): "pie de las páginas pares",
}


def ver_word(paquete: Paquete) -> tuple[Zona, ...]:
    """El cuerpo y, por cada sección, lo que se repite en sus páginas."""
    principal, raiz = paquete.principal, paquete.raiz
    cuerpo = raiz.find(f"{W}body")
    if cuerpo is None:
        return ()
    lector = _Lector.de(paquete, principal, raiz)
    return zona("cuerpo", lector.bloques(cuerpo, "tabla")), *_de_secciones(paquete, principal, raiz)


def _de_secciones(paquete: Paquete, principal: str, raiz: Elemento) -> Iterator[Zona]:
    """Lo de cada sección; la que no dice uno suyo muestra el de la anterior."""
    relaciones = paquete.relaciones(principal)
    ajustes = next((r.destino for r in relaciones.values() if r.clase == "settings"), "")
    hay_pares = _esta_puesto(paquete.xml(ajustes).find(f"{W}evenAndOddHeaders"))
    pares = ["even"] if hay_pares else []
    puestos: dict[tuple[str, str], str] = {}
    for numero, seccion in enumerate(raiz.iter(f"{W}sectPr"), 1):
        puestos.update(_nombrados(seccion, relaciones))
        clases = {"default", *pares}
        if _esta_puesto(seccion.find(f"{W}titlePg")):
            clases.add("first")
        for clave, nombre in LUGARES.items():
            if clave[1] in clases:
                lugar = f"{nombre} de la sección {numero}"
                yield zona(lugar, _de_parte(paquete, puestos.get(clave, ""), lugar))


def _nombrados(
    seccion: Elemento, relaciones: Mapping[str, Relacion]
) -> Iterator[tuple[tuple[str, str], str]]:
    """Los encabezados y pies que una sección dice, y la parte donde está cada uno."""
    for clase, cual in LUGARES:
        for uno in seccion.findall(f"{W}{clase}"):
            relacion = relaciones.get(uno.get(f"{R}id", ""))
            if uno.get(f"{W}type", "default") == cual and relacion is not None:
                yield (clase, cual), relacion.destino


def _de_parte(paquete: Paquete, nombre: str, lugar: str) -> Iterator[Bloque]:
    """Lo que dice un encabezado o un pie; nada, si la sección no lo tiene."""
    if nombre:
        parte = paquete.xml(nombre)
        yield from _Lector.de(paquete, nombre, parte).bloques(parte, lugar)


def _esta_puesto(ajuste: Elemento | None) -> bool:
    return ajuste is not None and ajuste.get(f"{W}val", "1") not in {"0", "false", "off"}


@attrs.frozen
class _Lector:
    """Lee los bloques de una parte: el cuerpo, un encabezado o un pie."""

    _parrafos: Parrafos
    _numeracion: Numeracion
    _niveles: Mapping[str, int]
    """El de cada estilo de título, desde 1."""

    @classmethod
    def de(cls, paquete: Paquete, parte: str, raiz: Elemento) -> "_Lector":
        """El de una parte, con los estilos y las listas del documento."""
        relaciones = paquete.relaciones(parte)
        del_documento = {r.clase: r.destino for r in paquete.relaciones(paquete.principal).values()}
        numeracion = Numeracion(paquete.xml(del_documento.get("numbering", "")))
        niveles = _niveles_de(paquete.xml(del_documento.get("styles", "")))
        return cls(Parrafos(relaciones, _marcadores(raiz)), numeracion, niveles)

    def bloques(self, contenedor: Elemento, nombre: str) -> Iterator[Bloque]:
        """Los párrafos y las tablas; cada tabla se llama ``nombre`` con su número."""
        tablas = 0
        for elemento in _elementos(contenedor):
            if elemento.tag == f"{W}p":
                yield Texto(self._parrafo(elemento))
            elif elemento.tag == f"{W}tbl":
                tablas += 1
                en_el_cuerpo = nombre == "tabla"
                lugar = f"tabla {tablas}" if en_el_cuerpo or tablas > 1 else ""
                donde = lugar if en_el_cuerpo else ", ".join(filter(None, (nombre, lugar)))
                yield self._tabla(elemento, donde)

    def _parrafo(self, parrafo: Elemento, fondo: str = _BLANCO) -> str:
        propiedades = parrafo.find(f"{W}pPr")
        texto = self._parrafos.texto_de(parrafo, fondo)
        delante = self._numeracion.marca_de(propiedades)
        nivel = self._nivel(propiedades)
        if not texto:
            return delante.rstrip()
        return f"{marca(f'título {nivel}') if nivel else ''}{delante}{texto}"

    def _nivel(self, propiedades: Elemento | None) -> int:
        if propiedades is None:
            return 0
        propio, estilo = propiedades.find(f"{W}outlineLvl"), propiedades.find(f"{W}pStyle")
        if propio is not None:
            return _nivel_escrito(propio)
        return 0 if estilo is None else self._niveles.get(estilo.get(f"{W}val", ""), 0)

    def _tabla(self, tabla: Elemento, lugar: str) -> Cuadro:
        filas: list[Renglon] = []
        abiertas: dict[int, int] = {}
        """Por columna, en qué fila empieza la celda que sigue hacia abajo."""
        for fila in _elementos(tabla):
            if fila.tag != f"{W}tr":
                continue
            renglon: Renglon = {}
            siguen: dict[int, int] = {}
            columna = _numero_de(fila, f"{W}trPr/{W}gridBefore", 0)
            for celda in _elementos(fila):
                if celda.tag != f"{W}tc":
                    continue
                columnas, union = _forma(celda)
                texto = self._celda(celda)
                if union == "continue" and columna in abiertas:
                    origen = abiertas[columna]
                    de_arriba = filas[origen][columna]
                    filas[origen][columna] = attrs.evolve(de_arriba, filas=de_arriba.filas + 1)
                    siguen[columna] = origen
                    if texto:
                        renglon[columna] = Casilla(marca("tapado", texto))
                else:
                    escondida = texto and fila.find(f"{W}trPr/{W}hidden") is not None
                    dicho = marca("fila oculta", texto) if escondida else texto
                    renglon[columna] = Casilla(dicho, 1, columnas)
                    if union:
                        siguen[columna] = len(filas)
                columna += columnas
            abiertas = siguen
            filas.append(renglon)
        return Cuadro(lugar, sin_lineas_de_mas(filas))

    def _celda(self, celda: Elemento) -> str:
        sombra = celda.find(f"{W}tcPr/{W}shd")
        relleno = _BLANCO if sombra is None else sombra.get(f"{W}fill", _BLANCO)
        fondo = _BLANCO if relleno == "auto" else relleno
        renglones = []
        for elemento in _elementos(celda):
            if elemento.tag == f"{W}p":
                renglones.append(self._parrafo(elemento, fondo))
            elif elemento.tag == f"{W}tbl":
                renglones.append(marca("tabla dentro", "".join(elemento.itertext())))
        return "\n".join(renglones)


def sin_lineas_de_mas(filas: list[Renglon]) -> tuple[Renglon, ...]:
    """La tabla sin las líneas de su cuadrícula donde ninguna celda empieza ni termina."""
    bordes = sorted(
        {0}
        | {columna for fila in filas for columna in fila}
        | {columna + celda.columnas for fila in filas for columna, celda in fila.items()}
    )
    lugar = {borde: numero for numero, borde in enumerate(bordes)}
    return tuple(
        {
            lugar[columna]: celda
            if (ancho := lugar[columna + celda.columnas] - lugar[columna]) == celda.columnas
            else attrs.evolve(celda, columnas=ancho)
            for columna, celda in fila.items()
        }
        for fila in filas
    )


def _elementos(contenedor: Elemento) -> Iterator[Elemento]:
    """Los hijos, y los que van dentro de un control de contenido."""
    for hijo in contenedor:
        if hijo.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}:
            yield from _elementos(hijo)
        else:
            yield hijo


def _forma(celda: Elemento) -> tuple[int, str]:
    """Cuántas columnas cubre una celda, y si empieza una combinada (``restart``) o la sigue."""
    union = celda.find(f"{W}tcPr/{W}vMerge")
    como = "" if union is None else union.get(f"{W}val", "continue")
    return _numero_de(celda, f"{W}tcPr/{W}gridSpan", 1), como


def _numero_de(elemento: Elemento, camino: str, si_falta: int) -> int:
    hallado = elemento.find(camino)
    return si_falta if hallado is None else int(hallado.get(f"{W}val", si_falta))


def _nivel_escrito(esquema: Elemento) -> int:
    nivel = int(esquema.get(f"{W}val", "9"))
    return nivel + 1 if nivel < _SIN_NIVEL else 0


_SIN_NIVEL = 9
"""El de un texto corriente, como lo escribe Word."""


def _niveles_de(estilos: Elemento) -> dict[str, int]:
    """El nivel de cada estilo de título, suyo o de aquel en que se basa."""
    propios: dict[str, int | None] = {}
    basados: dict[str, str] = {}
    for estilo in estilos.iter(f"{W}style"):
        nombre = estilo.get(f"{W}styleId", "")
        esquema, base = estilo.find(f"{W}pPr/{W}outlineLvl"), estilo.find(f"{W}basedOn")
        propios[nombre] = None if esquema is None else _nivel_escrito(esquema)
        basados[nombre] = "" if base is None else base.get(f"{W}val", "")

    def nivel(nombre: str, pasos: int = 10) -> int:
        propio = propios.get(nombre)
        if propio is not None or not pasos or nombre not in propios:
            return propio or 0
        return nivel(basados[nombre], pasos - 1)

    return {nombre: hallado for nombre in propios if (hallado := nivel(nombre))}


def _marcadores(raiz: Elemento) -> dict[str, str]:
    """El texto del párrafo donde está cada marcador, para saber adónde lleva un enlace."""
    return {
        marcador.get(f"{W}name", ""): " ".join(
            "".join(texto.text or "" for texto in parrafo.iter(f"{W}t")).split()
        )
        for parrafo in raiz.iter(f"{W}p")
        for marcador in parrafo.iter(f"{W}bookmarkStart")
    }
