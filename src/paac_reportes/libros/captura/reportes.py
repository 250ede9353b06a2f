"""Reporte de una fila en un corte: lo que dicen sus celdas abiertas, y dónde queda.

``ReporteDeFila`` es eso, a la letra y comparable con lo que vuelve en un libro;
``con_lo_reportado`` lo pone en el objeto que lo guarda, y de él nada más cambia.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.libros.columnas import como_se_pone
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import Rama, contenidos_de
from paac_reportes.textos.limpieza import PROHIBIDOS, REEMPLAZO
from paac_reportes.textos.valores import como_texto


@clases.frozen(repr=False)
class ReporteDeFila:
    """Reporte de una fila: ``reporte.texto``, ``reporte.avance``.

    Un dato que está en una parte de lo reportado se llama como en ella (``reporte.ocurrio``) o, si
    otro se llama igual, con ella: ``reporte["materializacion.ocurrio"]``.
    """

    raiz: str
    """Raíz de sus datos: ``seguimiento``."""
    valores: Mapping[str, Any]
    """Valores de cada celda, por el camino de su dato desde la raíz; todas están."""
    sin_leer: frozenset[str] = attrs.field(default=frozenset(), eq=False)
    """Los caminos de las que decían algo que no se entendió."""

    @property
    def en_corto(self) -> dict[str, str]:
        """El camino de cada dato, por su nombre; con la parte en que está, si otro lo comparte."""
        nombres = {camino: camino.rpartition(".")[2] for camino in self.valores}
        veces = Counter(nombres.values())
        return {camino if veces[n] > 1 else n: camino for camino, n in nombres.items()}

    def __getitem__(self, campo: str) -> Any:
        """Valor de un dato; ``KeyError`` si no se reporta."""
        return self.valores[campo if campo in self.valores else self.en_corto[campo]]

    def __getattr__(self, campo: str) -> Any:
        """Valor de un dato, por su nombre."""
        # Aún sin construir, no tiene ni sus valores.
        if campo.startswith("_") or campo == "valores" or campo not in self.en_corto:
            raise AttributeError(campo)
        return self[campo]

    def __repr__(self) -> str:
        campos = (f"{campo}={self.valores[camino]!r}" for campo, camino in self.en_corto.items())
        return f"Reporte({', '.join(campos)})"

    @property
    def en_blanco(self) -> bool:
        """Si no dice nada."""
        return not any(self.comparable)

    @property
    def comparable(self) -> tuple[str, ...]:
        """Textos de cada celda, sin lo que un libro no conserva al ir y volver."""
        return tuple(map(comparable, self.valores.values()))

    def dichos(self) -> dict[str, str]:
        """Textos de cada celda que no está en blanco, por el nombre de su dato."""
        textos = {
            campo: como_texto(
                como_se_pone(self.valores[camino], CATALOGO.opciones(f"{self.raiz}.{camino}"))
            )
            for campo, camino in self.en_corto.items()
        }
        return {campo: dicho for campo, dicho in textos.items() if dicho}


def comparable(valor: Any) -> str:
    """Un valor como texto, sin lo que un libro no conserva al ir y volver.

    Sin espacios de sobra, con los renglones de una sola forma y hasta donde cabe en una celda.
    """
    if valor is None:
        return ""
    if isinstance(valor, Decimal):
        return f"{valor.normalize():f}" if valor else "0"
    texto = "\n".join(map(str, valor)) if isinstance(valor, tuple) else str(valor)
    renglones = (" ".join(crudo.split()) for crudo in lo_que_cabe(texto).splitlines())
    return "\n".join(filter(None, renglones))


def lo_que_cabe(texto: str) -> str:
    """El texto, limpio, hasta donde cabe en una celda de Excel, que cuenta en unidades UTF-16."""
    limpio = PROHIBIDOS.sub(REEMPLAZO, texto)
    if len(limpio) * 2 <= LETRAS_POR_CELDA:
        return limpio
    return limpio.encode("utf-16-le")[: 2 * LETRAS_POR_CELDA].decode("utf-16-le", "ignore")


# ------------------------------------------------------------------ de dónde sale y dónde queda
Seleccion = Mapping[str, object]
"""Selección que distingue un objeto en su lista: ``{"corte": date(2026, 4, 30)}``."""


def elegido(lista: Sequence[Any], seleccion: Seleccion) -> Any:
    """Objeto de una lista que cumple la selección; ``None`` si no está."""
    return next((u for u in lista if all(getattr(u, c) == v for c, v in seleccion.items())), None)


def valor_en(objeto: Any, camino: str) -> Any:
    """Valor de un objeto en un camino; ``None`` si algo de él falta."""
    for campo in camino.split("."):
        objeto = None if objeto is None else getattr(objeto, campo)
    return objeto


def con_lo_reportado(
    objeto: Any, pasos: Sequence[tuple[Rama, Seleccion]], reporte: ReporteDeFila
) -> Any:
    """Objeto con ese reporte donde esas listas llevan."""
    if not pasos:
        return _con_valores(objeto, reporte.valores)
    (contenido, seleccion), *siguen = pasos
    lista, nuevo = getattr(objeto, contenido.nombre), contenido.clase(**seleccion)
    antes = elegido(lista, seleccion) or nuevo
    ahora = con_lo_reportado(antes, siguen, reporte)
    if ahora == antes:
        return objeto
    if antes is not nuevo:  # sin corte, el que ya no dice nada no se nombra
        queda = "corte" in seleccion or ahora != nuevo
        cambiada = [ahora if uno is antes else uno for uno in lista if queda or uno is not antes]
    else:
        cambiada = _con_uno_mas(lista, ahora, seleccion)
    return attrs.evolve(objeto, **{contenido.nombre: tuple(cambiada)})


def con_su_lugar(objeto: Any, pasos: Sequence[tuple[Rama, Seleccion]]) -> Any:
    """Objeto con un reporte en el corte aunque nada diga; el que ya lo tiene, intacto."""
    (contenido, seleccion), *_ = pasos
    lista = getattr(objeto, contenido.nombre)
    if elegido(lista, seleccion) is not None:
        return objeto
    cambiada = _con_uno_mas(lista, contenido.clase(**seleccion), seleccion)
    return attrs.evolve(objeto, **{contenido.nombre: tuple(cambiada)})


def _con_uno_mas(lista: Sequence[Any], nuevo: Any, seleccion: Seleccion) -> list[Any]:
    """Con él antes del primero de fecha posterior; lo que no es de un corte, al final."""
    posteriores = (
        n for n, uno in enumerate(lista) if "corte" in seleccion and uno.corte > seleccion["corte"]
    )
    lugar = next(posteriores, len(lista))
    return [*lista[:lugar], nuevo, *lista[lugar:]]


def _con_valores(objeto: Any, valores: Mapping[str, Any]) -> Any:
    """El objeto con esos valores; la parte que no lleva, sólo si algo dice."""
    valores_propios = {campo: valor for campo, valor in valores.items() if "." not in campo}
    clase: type = type(objeto)
    for parte in contenidos_de(clase):
        antes = f"{parte.nombre}."
        valores_de_la_parte = {
            c.removeprefix(antes): v for c, v in valores.items() if c.startswith(antes)
        }
        hay = getattr(objeto, parte.nombre)
        if valores_de_la_parte and (
            hay is not None or any(map(comparable, valores_de_la_parte.values()))
        ):
            valores_propios[parte.nombre] = _con_valores(hay or parte.clase(), valores_de_la_parte)
    return attrs.evolve(objeto, **valores_propios)
