"""De qué riesgo es cada fila de las hojas de un mapa, y lo que de él se va leyendo."""

from typing import Any

import attrs

from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.libros.mapa import columnas as k
from paac_reportes.libros.plan.vistas import FilaDelLibro, leer_fecha_o_texto
from paac_reportes.textos.plano import en_plano


@attrs.define
class DatosDelMapa:
    """Los datos de un mapa, la celda de cada uno por su ruta, y lo que falló."""

    datos: dict[str, Any] = attrs.Factory(dict)
    lugares: dict[str, str] = attrs.Factory(dict)
    fallas: list[Falla] = attrs.Factory(list)
    siguen: set[str] = attrs.Factory(set)
    """Las celdas que nombran de qué es una fila, o la distinguen."""


def nota_de(fila: FilaDelLibro, antes: str) -> str:
    """Lo que sigue en la nota de la fila que empieza así; vacío si no la hay."""
    return next((n.removeprefix(antes) for n in fila.notas if n.startswith(antes)), "")


@attrs.define(eq=False)
class RiesgoDelLibro:
    """Uno de los del libro: dónde va, y con qué nombran lo suyo las otras hojas."""

    ruta: str
    datos: dict[str, Any]
    causas: dict[str, int] = attrs.Factory(dict)
    """El lugar de cada una, por el número con que el libro la nombra."""
    controles: list[tuple[str, dict[str, Any]]] = attrs.Factory(list)
    """Cada uno, con el lugar que tenía al escribirse el libro si no lleva número."""
    seguimientos: dict[tuple[str, str], tuple[dict[str, Any], str]] = attrs.Factory(dict)

    def control(self, cual: Any) -> dict[str, Any] | None:
        """El de ese número o, si no lo llevan, el de ese lugar."""
        plano = en_plano(str(cual or ""))
        por_numero = [d for _, d in self.controles if en_plano(d.get("numero")) == plano != ""]
        de_antes = [d for antes, d in self.controles if antes == plano != ""]
        en_su_lugar = [d for n, (_, d) in enumerate(self.controles, 1) if str(n) == plano]
        for hallados in (de_antes, por_numero, en_su_lugar):
            if len(hallados) == 1:
                return hallados[0]
        return None


_NOMBRES, _ANOTADO = 4, 2
"""Con lo que se nombra un riesgo: su clave, su referencia, la que se anotó y lo que dice."""


class Riesgos:
    """Los que hay, y a cuál se refiere una fila de otra hoja."""

    def __init__(self, leido: DatosDelMapa, avisos: list[Aviso]) -> None:
        self._leido, self._avisos = leido, avisos
        self._conocidos: list[tuple[tuple[str, ...], RiesgoDelLibro]] = []
        self._anterior: RiesgoDelLibro | None = None

    def conocer(self, ruta: str, fila: FilaDelLibro, datos: dict[str, Any]) -> None:
        """Uno de la hoja Riesgos: lo nombran su clave, su referencia o lo que dice."""
        clave = leer_fecha_o_texto(fila.valor(k.CLAVE)) if k.CLAVE in fila.columnas else None
        nota = nota_de(fila, f"{k.RIESGO}=")
        suyas = (clave, datos.get("referencia"), nota, datos.get("descripcion"))
        planas = tuple(en_plano(str(una or "")) for una in suyas)
        self._conocidos.append((planas, RiesgoDelLibro(ruta, datos)))

    def empezar(self) -> None:
        """Otra hoja: nada hay arriba de su primera fila."""
        self._anterior = None

    def de(self, fila: FilaDelLibro) -> RiesgoDelLibro | None:
        """El de una fila; ``None``, y la falla dicha, si no se sabe."""
        escrito = leer_fecha_o_texto(fila.valor(k.RIESGO))
        self._leido.siguen.add(fila.lugar_de(k.RIESGO))
        if escrito is None and self._anterior is not None:
            motivo = "en blanco: se tomó el riesgo de la fila de arriba"
            self._avisos.append(Aviso("dato_de_arriba", fila.lugar, motivo))
            return self._anterior
        plano = en_plano(str(escrito or ""))
        por_nombre = [
            [riesgo for planas, riesgo in self._conocidos if plano == planas[cual] != ""]
            for cual in range(_NOMBRES)
        ]
        hallados = next(filter(None, por_nombre), [])
        if len(hallados) != 1:
            hay = f"hay {len(hallados)} que se llaman así" if hallados else "ninguno se llama así"
            motivo = (
                f"no se sabe de qué riesgo es: llegó {mostrar(escrito)} y en la hoja {k.RIESGOS}"
                f" {hay}"
            )
            self._leido.fallas.append(Falla("fila_sin_lugar", fila.lugar_de(k.RIESGO), motivo))
            return None
        anotados = por_nombre[_ANOTADO]
        if len(anotados) == 1 and anotados[0] is not hallados[0]:
            motivo = (
                f"{mostrar(escrito)} era otro riesgo cuando el libro se escribió; la fila quedó en"
                " el que hoy se llama así"
            )
            self._avisos.append(Aviso("lectura_dudosa", fila.lugar_de(k.RIESGO), motivo))
        elif hallados == anotados and not any(por_nombre[:_ANOTADO]):
            motivo = f"{mostrar(escrito)} ya no es su referencia: se leyó como el que la tenía"
            self._avisos.append(Aviso("nombre_parecido", fila.lugar_de(k.RIESGO), motivo))
        self._anterior = hallados[0]
        return self._anterior
