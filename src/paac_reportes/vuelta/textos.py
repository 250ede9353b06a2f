"""Los textos del contenido que alguien reescribió en un documento: ``textos.introduccion``.

Un texto es un solo dato y en el documento son varios párrafos: los que se corrigieron, se quitaron
o se agregaron dan uno nuevo. De los demás queda lo que estaba escrito, a la letra.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from paac_reportes import clases
from paac_reportes.composicion.rutas import DatoDeCelda
from paac_reportes.cotejo.cambios import Cambio
from paac_reportes.textos.frases import extremos_iguales
from paac_reportes.textos.markdown import (
    BloqueDeTexto,
    Trozo,
    leer_markdown,
    renglones_de_bloques,
)
from paac_reportes.vuelta.datos import DatosDelDocumento
from paac_reportes.vuelta.inversa import NoSeSabeError

_DE_LISTA = re.compile(r"[ \t]*(?:[-*+•]|[0-9]{1,3}[.)])[ \t]+")
_SE_ENTIENDEN = re.compile(r"[\\*_`\[<|]|\A(?:[-+#>=]|[0-9]{1,3}(?=[.)]))")
"""Lo que en Markdown no es sólo un texto."""
_HUECOS = re.compile(r"\n(?:[ \t]*\n){2,}")


@clases.frozen(eq=False)
class ParrafoCambiado:
    """Un cambio en un texto del contenido."""

    cambio: Cambio
    dato: DatoDeCelda
    """El texto entero, y lo que de él decía el párrafo."""
    numero: int
    """Cuál de sus párrafos, desde 0; de uno que se agregó, tras cuál va: -1, antes de todos."""


def parrafo_cambiado(cambio: Cambio, datos: DatosDelDocumento) -> ParrafoCambiado | None:
    """El párrafo de un texto del contenido que cambió; ``None`` si no es de ninguno."""
    if cambio.clase in {"editada", "falta"}:
        celda = datos.de(cambio)
        if celda is not None and celda.parrafo is not None:
            return ParrafoCambiado(cambio, celda.datos[0], celda.parrafo)
    elif cambio.clase == "agregada":
        for marca, corrida in zip(cambio.junto, (0, -1), strict=False):
            celda = datos.de_celda(marca, "", 0, 0)
            if celda is not None and celda.parrafo is not None:
                return ParrafoCambiado(cambio, celda.datos[0], celda.parrafo + corrida)
    return None


def texto_con(parrafos: Sequence[ParrafoCambiado]) -> str:
    """Un texto con lo que alguien cambió en él; ``NoSeSabeError`` si no se puede escribir."""
    fuente = parrafos[0].dato.valor
    escritos, renglones = [*leer_markdown(fuente)], renglones_de_bloques(fuente)
    if len(escritos) != len(renglones):
        raise NoSeSabeError("el texto tiene un elemento de lista en blanco: corríjalo en los datos")
    lineas = fuente.split("\n")
    cambiados = {p.numero: p for p in parrafos if p.cambio.clase != "agregada"}
    for numero in range(len(escritos) - 1, -2, -1):
        nuevos = [p.cambio for p in parrafos if p.numero == numero and p.cambio.clase == "agregada"]
        desde, hasta = renglones[numero] if numero >= 0 else (0, 0)
        if nuevos:
            vecino = escritos[max(numero, 0)]
            lineas[hasta:hasta] = _agregados(nuevos, vecino, lineas[desde], al_comienzo=numero < 0)
        if (cambiado := cambiados.get(numero)) is not None:
            falta = cambiado.cambio.clase == "falta"
            queda = [] if falta else _corregido(cambiado, escritos[numero], lineas[desde])
            lineas[desde:hasta] = queda
    texto = "\n".join(lineas)
    se_quito = any(p.cambio.clase == "falta" for p in parrafos)
    return _HUECOS.sub("\n\n", texto).strip("\n") if se_quito else texto


def _corregido(cambiado: ParrafoCambiado, escrito: BloqueDeTexto, linea: str) -> list[str]:
    """Los renglones de un párrafo corregido, con la marca de lista y el énfasis que tenía."""
    antes, ahora = cambiado.cambio.antes or "", cambiado.cambio.ahora or ""
    ante = antes.removesuffix(cambiado.dato.texto)  # en una hoja, la viñeta va con el texto
    if ante == antes != "":
        raise NoSeSabeError("no es todo el párrafo, y no se sabe qué parte es")
    return _en_renglones(_con_otro_texto(escrito.trozos, ahora.removeprefix(ante)), escrito, linea)


def _agregados(
    nuevos: Iterable[Cambio], vecino: BloqueDeTexto, linea: str, *, al_comienzo: bool
) -> list[str]:
    """Los renglones de unos párrafos nuevos, hechos como el que tienen al lado."""
    if vecino.clase == "numerado":
        raise NoSeSabeError("se agregó a una lista con números: corríjalo en los datos")
    renglones: list[str] = []
    for nuevo in nuevos:
        texto = nuevo.ahora or ""
        # La marca va al comienzo: un guion o un número de adentro es de lo que se dice.
        if vecino.nivel and (marca := _DE_LISTA.match(texto)):
            texto = texto[marca.end() :]
        escrito = _en_renglones([Trozo(texto)], vecino, linea)
        if vecino.nivel:
            renglones += escrito
        else:
            renglones += [*escrito, ""] if al_comienzo else ["", *escrito]
    return renglones


def _con_otro_texto(trozos: Sequence[Trozo], texto: str) -> list[Trozo]:
    """Los trozos de un párrafo que ahora dice otra cosa; lo que cambió, con el énfasis de allí."""
    antes = "".join(trozo.texto for trozo in trozos)
    iguales, cola = extremos_iguales(antes, texto)
    nuevo, hasta = texto[iguales : len(texto) - cola], len(antes) - cola
    salida: list[Trozo] = []
    puesto, desde = False, 0
    for numero, trozo in enumerate(trozos):
        fin = desde + len(trozo.texto)
        dice = trozo.texto[: max(iguales - desde, 0)]
        if not puesto and (iguales < fin or numero == len(trozos) - 1):
            dice, puesto = dice + nuevo, True
        dice += trozo.texto[max(hasta - desde, 0) :] if hasta < fin else ""
        salida.append(Trozo(dice, trozo.negrita, trozo.cursiva))
        desde = fin
    del_mismo = groupby(filter(lambda trozo: trozo.texto, salida), lambda t: (t.negrita, t.cursiva))
    return [Trozo("".join(t.texto for t in trozos), *como) for como, trozos in del_mismo]


def _en_renglones(trozos: Sequence[Trozo], como: BloqueDeTexto, linea: str) -> list[str]:
    """Los renglones de Markdown que se leen como esos trozos, con la marca de lista de ``linea``.

    ``NoSeSabeError`` si no hay cómo escribirlos.
    """
    marca = coincidencia[0] if como.nivel and (coincidencia := _DE_LISTA.match(linea)) else ""
    for protegido in (False, True):
        texto = "".join(_enfatizado(trozo, protegido=protegido) for trozo in trozos)
        leidos = [*leer_markdown(texto)]
        if len(leidos) == 1 and leidos[0].nivel == 0 and [*leidos[0].trozos] == [*trozos]:
            primero, *demas = texto.split("\n")
            return [f"{marca}{primero}", *(" " * len(marca) + otro for otro in demas)]
    raise NoSeSabeError("no hay cómo escribirlo en el texto: corríjalo en los datos")


def _enfatizado(trozo: Trozo, *, protegido: bool) -> str:
    """Un trozo en Markdown; ``protegido``, sin que nada de lo que dice se interprete."""
    texto = _SE_ENTIENDEN.sub(r"\\\g<0>", trozo.texto) if protegido else trozo.texto
    texto = re.sub(r"\A\\([0-9]+)", r"\1\\", texto).replace("\n", "\\\n")
    signos = "**" * trozo.negrita + "*" * trozo.cursiva
    limpio = texto.strip()
    antes, despues = texto.partition(limpio)[0], texto.rpartition(limpio)[2]
    return f"{antes}{signos}{limpio}{signos}{despues}" if signos else texto
