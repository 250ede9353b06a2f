"""De qué dependencia, componente y subcomponente es cada fila, por lo que se lee en ella."""

from collections.abc import Iterable
from typing import Any

import attrs

from paac_reportes.entrada.filas.valores import leer
from paac_reportes.errores import Aviso
from paac_reportes.intercambio.libro_del_plan.vistas.tablas import FilaVista

DEPENDENCIA, NUMERO, COMPONENTE = "dependencia.nombre", "componente.numero", "componente.nombre"
SUBCOMPONENTE = "subcomponente.nombre"
_SIN_COMPONENTE = "sin_componente"

Valores = dict[str, Any]


@attrs.frozen
class Lugar:
    """Dónde va una fila: la ruta de su tabla y lo que la nombra."""

    ruta: str
    valores: Valores


class Estructura:
    """Los lugares del plan en el orden en que aparecen, cada uno con su número."""

    def __init__(self, filas: Iterable[FilaVista], avisos: list[Aviso]) -> None:
        self._por_dependencias = any(fila.valor(DEPENDENCIA) is not None for fila in filas)
        self._avisos = avisos
        self._numeros: dict[tuple[Any, ...], int] = {}
        self._cuantos: dict[str, int] = {}
        self._conocidos: dict[Any, dict[str, Any]] = {}
        self._exactos: set[tuple[Any, ...]] = set()
        self._anterior: Valores = {}

    def conocer(self, fila: FilaVista) -> None:
        """Un componente de la hoja Componentes: las otras pueden nombrarlo a medias."""
        valores = _leidos(fila)
        self._exactos.add(_identidad(valores))
        if valores[NUMERO] is None or valores[COMPONENTE] is None:
            return
        oficina = valores[DEPENDENCIA]
        for cual in (NUMERO, COMPONENTE):
            iguales = self._conocidos.setdefault((cual, oficina, valores[cual]), {})
            iguales[repr((valores[NUMERO], valores[COMPONENTE]))] = valores

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
            if not self._lleva_componente(valores, fila):
                return Lugar(ruta, valores)
        suyo = valores[NUMERO], valores[COMPONENTE]
        ruta = self._paso(ruta, "componentes", suyo, "componente", fila)
        if con_subcomponente:
            suyo_sub = (valores[SUBCOMPONENTE],)
            ruta = self._paso(ruta, "subcomponentes", suyo_sub, "subcomponente", fila)
        return Lugar(ruta, valores)

    @staticmethod
    def _lleva_componente(valores: Valores, fila: FilaVista) -> bool:
        nombrado = valores[NUMERO] is not None or valores[COMPONENTE] is not None
        return nombrado or _SIN_COMPONENTE in fila.notas

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
        return self._con_el_conocido(valores | heredados)

    def _con_el_conocido(self, valores: Valores) -> Valores:
        """Al que sólo trae su número o su nombre se le pone el otro, si no hay duda de cuál es."""
        if _identidad(valores) in self._exactos:
            return valores
        for puesto, falta in ((NUMERO, COMPONENTE), (COMPONENTE, NUMERO)):
            if valores[puesto] is not None and valores[falta] is None:
                clave = puesto, valores[DEPENDENCIA], valores[puesto]
                iguales = list(self._conocidos.get(clave, {}).values())
                if len(iguales) == 1:
                    return {**valores, falta: iguales[0][falta]}
        return valores


def _identidad(valores: Valores) -> tuple[Any, ...]:
    return valores[DEPENDENCIA], valores[NUMERO], valores[COMPONENTE]


def _leidos(fila: FilaVista) -> Valores:
    datos = (DEPENDENCIA, NUMERO, COMPONENTE, SUBCOMPONENTE)
    return {dato: leer(dato, fila.valor(dato)) for dato in datos}
