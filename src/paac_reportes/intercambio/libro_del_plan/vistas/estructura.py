"""De qué dependencia, componente y subcomponente es cada fila, por lo que se lee en ella."""

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from paac_reportes.entrada.filas.valores import leer
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.intercambio.libro_del_plan.vistas.nombres import (
    COMPONENTE,
    DEPENDENCIA,
    NUMERO,
    Nombres,
    Valores,
)
from paac_reportes.intercambio.libro_del_plan.vistas.tablas import FilaVista

SUBCOMPONENTE = "subcomponente.nombre"
_SIN_COMPONENTE = "sin_componente"


@attrs.frozen
class Lugar:
    """Dónde va una fila: la ruta de su tabla y lo que la nombra."""

    ruta: str
    valores: Valores


class Estructura:
    """Los lugares del plan en el orden en que aparecen, cada uno con su número."""

    def __init__(self, hojas: Iterable[Sequence[FilaVista]], avisos: list[Aviso]) -> None:
        dichas, huerfanas = _con_dependencia_y_sin_ella(hojas)
        intrusas = dichas if len(dichas) < len(huerfanas) else []
        self._por_dependencias = bool(dichas) and not intrusas
        self._avisos = avisos
        self.fallas: list[Falla] = [_intrusa(fila) for fila in intrusas]
        self._numeros: dict[tuple[Any, ...], int] = {}
        self._cuantos: dict[str, int] = {}
        self._nombres = Nombres(avisos)
        self._anterior: Valores = {}

    def conocer(self, fila: FilaVista) -> None:
        """Un componente de la hoja Componentes: las otras pueden nombrarlo a medias."""
        self._nombres.conocer(_leidos(fila))

    def empezar(self) -> None:
        """Otra hoja: nada hay arriba de su primera fila."""
        self._anterior = {}

    def de(
        self, fila: FilaVista, *, con_subcomponente: bool = False, sin_componente: bool = False
    ) -> Lugar:
        """El lugar de la tabla de una fila; su ruta se numera la primera vez.

        ``sin_componente``: en la hoja Componentes, la fila que no lo nombra no lo tiene.
        """
        valores = self._completos(fila, con_subcomponente, sin_componente)
        self._anterior = valores
        ruta = ""
        if self._por_dependencias:
            ruta = self._paso("", "dependencias", (valores[DEPENDENCIA],), "dependencia", fila)
            if sin_componente and not self._lleva_componente(valores, fila):
                return Lugar(ruta, valores)
        suyo = valores[NUMERO], valores[COMPONENTE]
        ruta = self._paso(ruta, "componentes", suyo, "componente", fila)
        if con_subcomponente:
            suyo_sub = (valores[SUBCOMPONENTE],)
            ruta = self._paso(ruta, "subcomponentes", suyo_sub, "subcomponente", fila)
        return Lugar(ruta, valores)

    @staticmethod
    def _lleva_componente(valores: Valores, fila: FilaVista) -> bool:
        return _nombra(valores) or _SIN_COMPONENTE in fila.notas

    def _paso(self, ruta: str, lista: str, suyo: tuple[Any, ...], que: str, fila: FilaVista) -> str:
        """``ruta.lista[n]``: el número del que se llama así, o el siguiente."""
        nota = next((n for n in fila.notas if n.startswith(f"{que}#")), "")
        donde = f"{ruta}.{lista}".lstrip(".")
        clave = donde, suyo, nota
        if clave not in self._numeros:
            self._numeros[clave] = self._cuantos.get(donde, 0)
            self._cuantos[donde] = self._numeros[clave] + 1
        return f"{donde}[{self._numeros[clave]}]"

    def _completos(
        self,
        fila: FilaVista,
        con_subcomponente: bool,  # noqa: FBT001
        sin_componente: bool,  # noqa: FBT001
    ) -> Valores:
        """Lo que la fila calla lo dicen la de arriba o la hoja Componentes."""
        valores = _leidos(fila)
        if _SIN_COMPONENTE in fila.notas:
            return valores
        faltan = [
            dato for dato in (DEPENDENCIA,) if self._por_dependencias and valores[dato] is None
        ]
        if not sin_componente and valores[NUMERO] is None and valores[COMPONENTE] is None:
            faltan += [NUMERO, COMPONENTE]
            if con_subcomponente and valores[SUBCOMPONENTE] is None:
                faltan.append(SUBCOMPONENTE)
        heredados = {
            dato: self._anterior[dato] for dato in faltan if self._anterior.get(dato) is not None
        }
        if heredados:
            dichos = ", ".join(f"{dato} {valor!r}" for dato, valor in heredados.items())
            motivo = f"en blanco: se tomó lo de la fila de arriba ({dichos})"
            self._avisos.append(Aviso("dato_de_arriba", fila.lugar, motivo))
        completos = self._nombres.el_de(valores | heredados, fila.lugar)
        if not sin_componente and self._nombres.hay and not _nombra(completos):
            motivo = "falta decir de qué componente es; se esperaba uno de la hoja Componentes"
            self.fallas.append(Falla(fila.lugar_de(COMPONENTE), motivo))
        return completos


def _nombra(valores: Valores) -> bool:
    return valores[NUMERO] is not None or valores[COMPONENTE] is not None


def _con_dependencia_y_sin_ella(
    hojas: Iterable[Sequence[FilaVista]],
) -> tuple[list[FilaVista], list[FilaVista]]:
    """Las filas que dicen su dependencia, y las que ni la dicen ni la tienen arriba."""
    dichas: list[FilaVista] = []
    huerfanas: list[FilaVista] = []
    for filas in hojas:
        suyas = [n for n, fila in enumerate(filas) if fila.valor(DEPENDENCIA) is not None]
        dichas += [filas[n] for n in suyas]
        huerfanas += filas[: suyas[0]] if suyas else filas
    return dichas, huerfanas


def _intrusa(fila: FilaVista) -> Falla:
    motivo = (
        f"dice la dependencia {mostrar(fila.texto(DEPENDENCIA))} y las demás filas del libro no"
        " dicen ninguna; déjela en blanco, borre la fila si es un total, o dígala en todas"
    )
    return Falla(fila.lugar_de(DEPENDENCIA), motivo)


def _leidos(fila: FilaVista) -> Valores:
    datos = (DEPENDENCIA, NUMERO, COMPONENTE, SUBCOMPONENTE)
    return {dato: leer(dato, fila.valor(dato)) for dato in datos}
