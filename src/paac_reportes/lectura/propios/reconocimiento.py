"""En cuál de los formatos está un documento."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import attrs

from paac_reportes.errores import Aviso, ErrorDeFormato
from paac_reportes.formatos.definicion.bloques import BloqueTitulo
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import Carpeta, formatos_disponibles, hallar_formato
from paac_reportes.lectura.propios.hechura import Hechura, Medio
from paac_reportes.lectura.propios.rotulos import sin_lo_demas
from paac_reportes.lectura.propios.tablas import Hallazgo, Linea, hallar, lineas_de, reconocidas
from paac_reportes.opc.visto import DocumentoVisto, TablaVista
from paac_reportes.textos.plano import en_plano

# ------------------------------------------------------------------ papeles
# Los papeles que un documento dice que tienen sus columnas, para leerlo sin su formato.

_PAPELES = re.compile(r"paac\.papeles\.([0-9]+)(?:\.([0-9]+))?")
_DE_ROTULOS = re.compile(r"t([0-9]+)(?:__[0-9]+)?")
_SE_LEEN = {"actividades", "tramites", "intercambios"}
_UN_DATO = re.compile(r"[a-z]+\.[\w.]+(?:@\d{4}-\d{2}-\d{2})?")


def columnas_dichas(visto: DocumentoVisto) -> Mapping[str, str] | None:
    """``{"Quien responde": "actividad.responsable"}``; ``None`` si el documento no las dice.

    Se dejan las que juntan varios datos y las de rótulo repetido: no se sabría cuál es cuál.
    """
    papeles = papeles_dichos(visto.propiedades)
    dichas: dict[str, set[str]] = {}
    for tabla in visto.tablas():
        for rotulo, papel in _de_una_tabla(tabla, papeles):
            dichas.setdefault(rotulo, set()).add(papel)
    unicas = {r: next(iter(suyos)) for r, suyos in dichas.items() if len(suyos) == 1}
    claras = {rotulo: papel for rotulo, papel in unicas.items() if _UN_DATO.fullmatch(papel)}
    return claras or None


def papeles_dichos(propiedades: Mapping[str, str]) -> dict[str, list[str]]:
    """Los de cada clase de tabla, por su número; el primero es lo que recorre."""
    pedazos = sorted(
        (hallado[1], int(hallado[2] or 1), valor)
        for nombre, valor in propiedades.items()
        if (hallado := _PAPELES.fullmatch(nombre))
    )
    textos: dict[str, str] = {}
    for numero, _, valor in pedazos:
        textos[numero] = textos.get(numero, "") + valor
    return {numero: texto.split("|") for numero, texto in textos.items()}


def _de_una_tabla(tabla: TablaVista, papeles: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """El rótulo de cada columna, el de más abajo, con su papel; nada si alguien agregó columnas."""
    for fila, marca in tabla.marcas.items():
        hallada = _DE_ROTULOS.fullmatch(marca)
        siguiente = tabla.marcas.get(fila + 1, "")
        if hallada is None or _DE_ROTULOS.fullmatch(siguiente):
            continue
        recorre, *suyos = papeles.get(hallada[1], [""])
        celdas = list(dict.fromkeys(celda for celda in tabla.filas[fila] if celda))
        if _SE_LEEN.issuperset(recorre.split("+")) and len(celdas) == len(suyos):
            yield from zip([celda.texto for celda in celdas], suyos, strict=True)


# ------------------------------------------------------------------ escondido
# Lo que la biblioteca deja escondido en un documento: formato, versión, corte y papeles.

_DE_FILA = re.compile(r"(?:[dcvf][0-9]+)(?:[csati][0-9]+)*")
_PALABRAS = re.compile(r"[1-9][0-9]{0,3}(?:\+[1-9][0-9]{0,3})?")
_DE_CORTE = re.compile(r"@(\d{4}-\d{2}-\d{2})")


@attrs.frozen
class Escondido:
    """Las propiedades de un documento, sin lo que se ve."""

    formato: str | None = None
    version: str | None = None
    corte: date | None = None
    cortes: tuple[date, ...] = ()
    """Los de las columnas por corte, en orden."""
    filas: int | None = None
    """Cuántas del plan llevaba cuando se escribió."""
    palabras: tuple[int, ...] = ()
    """Las del nombre de la entidad y, si lo tiene, las de su departamento."""
    marcas: frozenset[str] = frozenset()
    """Las de ellas que se ven; ninguna si el documento perdió las marcas."""

    @property
    def marcadas(self) -> int:
        """Cuántas se ven."""
        return len(self.marcas)

    @property
    def dice_de_donde_es(self) -> bool:
        """Si el documento lleva algo de lo que la biblioteca le puso."""
        return self.formato is not None or self.marcadas > 0


def escondido_de(visto: DocumentoVisto) -> Escondido:
    """Lo que dicen las propiedades de un documento; nada si las perdió."""
    propiedades = visto.propiedades
    dichos = {
        corte
        for nombre, valor in propiedades.items()
        if nombre.startswith("paac.papeles.")
        for texto in _DE_CORTE.findall(valor)
        if (corte := _fecha(texto)) is not None
    }
    return Escondido(
        formato=propiedades.get("paac.formato") or None,
        version=propiedades.get("paac.version") or None,
        corte=_fecha(propiedades.get("paac.corte", "")),
        cortes=tuple(sorted(dichos)),
        filas=int(cuantas) if (cuantas := propiedades.get("paac.filas", "")).isdecimal() else None,
        palabras=_palabras(propiedades.get("paac.entidad", "")),
        marcas=_marcadas(visto),
    )


def _palabras(dichas: str) -> tuple[int, ...]:
    """``3+1`` como ``(3, 1)``; nada si no son eso."""
    return tuple(map(int, dichas.split("+"))) if _PALABRAS.fullmatch(dichas) else ()


def _marcadas(visto: DocumentoVisto) -> frozenset[str]:
    """Las marcas de filas del plan: ni las de rótulos ni las veces que se repiten."""
    marcas = {sin_lo_demas(m) for tabla in visto.tablas() for m in tabla.marcas.values()}
    todas = (una for marca in marcas for una in marca.removesuffix("+").split("_"))
    return frozenset(una for una in todas if _DE_FILA.fullmatch(una))


def _fecha(texto: str) -> date | None:
    try:
        return date.fromisoformat(texto)
    except ValueError:
        return None


# ------------------------------------------------------------------ reconocimiento

_MUESTRA = 600
"""Las líneas que se miran: bastan para saber de qué formato es."""
_CON_CODIGO = 2
"""Lo que vale que un documento traiga el código del formato, frente a traer su título."""
_COMIENZO = 60
"""Las líneas donde está el código, si va en celdas."""


@attrs.frozen
class Reconocido:
    """El formato de un documento; ninguno si no es de los conocidos."""

    formato: Formato | None
    avisos: tuple[Aviso, ...] = ()


def reconocer(
    visto: DocumentoVisto, escondido: Escondido, pedido: str | None, plantillas: Carpeta | None
) -> Reconocido:
    """El que se pide, el que el documento dice o el que más rótulos suyos trae.

    ``ErrorDeFormato`` si se pide uno que no existe.
    """
    if pedido is not None:
        return Reconocido(hallar_formato(pedido, plantillas, escondido.corte)[0])
    if escondido.formato is not None:
        return _el_dicho(visto, escondido, plantillas)
    return Reconocido(_el_mas_parecido(visto, plantillas))


def _el_dicho(
    visto: DocumentoVisto, escondido: Escondido, plantillas: Carpeta | None
) -> Reconocido:
    """El de sus propiedades; si ya no está o es de otra versión, se dice."""
    codigo = escondido.formato or ""
    try:
        formato, _ = hallar_formato(codigo, plantillas, escondido.corte)
    except ErrorDeFormato:
        motivo = f"se escribió en el formato {codigo}, que no se encuentra; diga dónde está"
        aviso = Aviso("lectura_dudosa", "", motivo)
        return Reconocido(_el_mas_parecido(visto, plantillas), (aviso,))
    if escondido.version in (None, formato.version):
        return Reconocido(formato)
    motivo = (
        f"se escribió con la versión {escondido.version} del formato {codigo}, y se leyó con la"
        f" {formato.version}"
    )
    return Reconocido(formato, (Aviso("documento_cambiado", "", motivo),))


def _el_mas_parecido(visto: DocumentoVisto, plantillas: Carpeta | None) -> Formato | None:
    """El que más columnas suyas reconoce; a igualdad, el de su código o su título."""
    lineas = lineas_de(visto, _MUESTRA)
    textos = [en_plano(texto) for texto in _textos(visto, lineas)]
    codigos = dict.fromkeys(ficha.codigo for ficha in formatos_disponibles(plantillas))
    formatos = [hallar_formato(codigo, plantillas)[0] for codigo in codigos]
    medio: Medio = "documento" if visto.tipo == "docx" else "libro"
    puntajes = [
        (reconocidas(hallazgo), cuanto, formato)
        for formato in formatos
        for hallazgo in (hallar(lineas, Hechura(formato, medio)),)
        for cuanto in (_dice_cual_es(formato, textos),)
        if _es_suyo(hallazgo, cuanto)
    ]
    mejor = max(puntajes, key=lambda puntaje: puntaje[:2], default=None)
    return mejor[2] if mejor else None


def _es_suyo(hallazgo: Hallazgo, cuanto_lo_dice: int) -> bool:
    """Si trae tablas del formato; las que sólo se parecen bastan si además lo nombra."""
    exactas = sum(tabla.encaje.exacto for tabla in hallazgo.tablas)
    bastan = 2 * exactas >= len(hallazgo.tablas) or cuanto_lo_dice >= _CON_CODIGO
    return bool(hallazgo.tablas) and bastan


def _dice_cual_es(formato: Formato, textos: Sequence[str]) -> int:
    """Cuánto lo nombra el documento: su código vale más que su título."""
    codigo = en_plano(formato.codigo)
    titulos = {
        en_plano(bloque.texto)
        for bloque in formato.cuerpo
        if isinstance(bloque, BloqueTitulo) and bloque.nivel == 0
    }
    con_codigo = any(codigo in texto for texto in textos)
    return _CON_CODIGO * con_codigo + any(texto in titulos for texto in textos)


def _textos(visto: DocumentoVisto, lineas: Sequence[Linea]) -> Iterator[str]:
    yield from visto.encabezados
    for linea in lineas[:_COMIENZO]:
        if linea.texto is not None:
            yield linea.texto.texto
        yield from (celda.texto for celda in linea.propias)
