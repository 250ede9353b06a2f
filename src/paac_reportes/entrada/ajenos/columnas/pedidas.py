"""Lo que quien llama dice de las columnas: resuelve lo que su rótulo no."""

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches

import attrs

from paac_reportes.entrada.ajenos.columnas.parecido import rotulo_de
from paac_reportes.entrada.filas.valores import leer_corte
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.modelo.filas import CLAVES, es_extra

_DE_SEGUIMIENTO = "seguimiento."


@attrs.frozen
class Pedido:
    """El dato que alguien dice que trae una columna."""

    dato: tuple[str, ...]
    """Ninguno: esa columna no se lee."""
    corte: date | None = None


@attrs.define(eq=False)
class Pedidas:
    """``{"META O PRODUCTO": "actividad.meta"}``, y por tabla ``{"tabla 7": {…}}``."""

    comunes: dict[str, Pedido] = attrs.Factory(dict)
    """Por rótulo o por el lugar de la columna, en plano."""
    por_tabla: dict[str, dict[str, Pedido]] = attrs.Factory(dict)
    usadas: set[tuple[str, str]] = attrs.Factory(set)

    def de(self, tabla: str, nombres: tuple[str, ...]) -> Pedido | None:
        """Lo pedido para una columna, que se puede nombrar de esos modos."""
        claves = [rotulo_de(nombre).palabras for nombre in nombres]
        for suya in (rotulo_de(tabla).palabras, ""):
            pedidos = self.por_tabla.get(suya, {}) if suya else self.comunes
            for clave in claves:
                if clave and clave in pedidos:
                    self.usadas.add((suya, clave))
                    return pedidos[clave]
        return None

    def fallas(self, rotulos: list[str]) -> Iterator[Falla]:
        """Una por columna pedida que ninguna tabla trae."""
        todas = [("", clave) for clave in self.comunes]
        todas += [(tabla, clave) for tabla, suyas in self.por_tabla.items() for clave in suyas]
        for tabla, clave in todas:
            if (tabla, clave) not in self.usadas:
                cercano = get_close_matches(clave, rotulos, n=1, cutoff=0)
                pista = f"; la más parecida es {mostrar(cercano[0])}" if cercano else ""
                donde = f"columnas, {tabla}" if tabla else "columnas"
                yield Falla(donde, f"ninguna tabla trae la columna {mostrar(clave)}{pista}")


def pedidas(columnas: object) -> Pedidas:
    """Lo que dice el argumento ``columnas``; ``ErrorDeEntrada`` con todo lo que no se entiende."""
    leidas = Pedidas()
    if columnas is None:
        return leidas
    if not isinstance(columnas, Mapping):
        motivo = f"se esperaba {{rótulo: dato}}, llegó {mostrar(columnas)}"
        raise ErrorDeEntrada(Falla("columnas", motivo))
    fallas: list[Falla] = []
    for rotulo, que in columnas.items():
        if isinstance(que, Mapping):
            suyas = leidas.por_tabla.setdefault(rotulo_de(str(rotulo)).palabras, {})
            for suyo, dato in que.items():
                _poner(suyas, suyo, dato, f"columnas.{rotulo}", fallas)
        else:
            _poner(leidas.comunes, rotulo, que, "columnas", fallas)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return leidas


def _poner(
    destino: dict[str, Pedido], rotulo: object, que: object, ruta: str, fallas: list[Falla]
) -> None:
    suya = f"{ruta}[{mostrar(rotulo)}]"
    nada = que is None or que == ""  # un archivo YAML no distingue
    datos = [] if nada else [que] if isinstance(que, str) else que
    if not isinstance(datos, list | tuple) or not all(isinstance(dato, str) for dato in datos):
        fallas.append(
            Falla(suya, f"se esperaba un dato o una lista de ellos, llegó {mostrar(que)}")
        )
        return
    corte = None
    limpios = []
    for dato in datos:
        nombre, arroba, dicho = dato.partition("@")
        limpios.append(nombre.strip())
        if arroba:
            corte = _corte(dicho, suya, fallas)
    fallas += _desconocidos(limpios, suya)
    destino[rotulo_de(str(rotulo)).palabras] = Pedido(tuple(limpios), corte)


def _corte(dicho: str, ruta: str, fallas: list[Falla]) -> date | None:
    corte = leer_corte(dicho)
    if isinstance(corte, date):
        return corte
    fallas.append(
        Falla(ruta, f"tras la @ se esperaba una fecha AAAA-MM-DD, llegó {mostrar(dicho)}")
    )
    return None


def _desconocidos(datos: list[str], ruta: str) -> Iterator[Falla]:
    for dato in datos:
        if dato not in CLAVES and not es_extra(dato):
            cercano = get_close_matches(dato, CLAVES, n=1, cutoff=0)[0]
            yield Falla(ruta, f"no existe el dato {mostrar(dato)}; el más parecido es {cercano!r}")
