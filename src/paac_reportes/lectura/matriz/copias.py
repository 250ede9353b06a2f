"""Lo que está escrito dos veces, una sola: la misma matriz copiada, un corte o una fase por hoja.

Regla 9. Lo que difiere se dice con sus dos celdas.
"""

from collections.abc import Iterator, Sequence

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.matriz.declaraciones import Declaracion
from paac_reportes.lectura.matriz.franjas import sin_copia
from paac_reportes.lectura.matriz.palabras import rotulo_de
from paac_reportes.lectura.matriz.registros import Datos, Registro, completar

_CASI_TODAS = 0.9
FECHAS = ("fecha_programada", "fecha_inicio", "fecha_fin")
PLANEADO = ("meta", "indicador", *FECHAS)
"""Lo que es de una sola fila: si difiere, son dos."""


def sin_repetir(
    registros: Sequence[Registro], declaracion: Declaracion, avisos: list[Aviso]
) -> list[Registro]:
    """Registros, sin los que otro ya dice; lo que cada uno agrega va en el que queda."""
    repetidos = _de_otra_fase if declaracion.de_mapa else _de_otra_matriz
    sobran = set(repetidos(registros, avisos))
    return [registro for registro in registros if registro not in sobran]


def _dueno(registro: Registro) -> str:
    """Dependencia o proceso que dice un registro, si alguno."""
    contexto = registro.contexto
    dicho = contexto.get("dependencia.nombre") or contexto.get("proceso.nombre")
    return rotulo_de(dicho.valor).letras if dicho else ""


# ------------------------------------------------------------------ la misma matriz


def _de_otra_matriz(registros: Sequence[Registro], avisos: list[Aviso]) -> set[Registro]:
    """Registros que ya trae otra matriz con casi las mismas filas; la de una copia cede."""
    por_matriz = agrupadas((_matriz(registro), registro) for registro in registros)
    matrices = [parte for una in por_matriz.values() for parte in _en_mitades(una)]
    matrices.sort(key=lambda una: sin_copia(una[0].tramo.hoja) != una[0].tramo.hoja.strip())
    sobran: set[Registro] = set()
    for cuantas, matriz in enumerate(matrices):
        for otra in matrices[:cuantas]:
            quedan = [registro for registro in otra if registro not in sobran]
            if _es_la_misma(quedan, matriz):
                sobran |= set(_ya_dichos(quedan, matriz, avisos))
                break
    return sobran


def _matriz(registro: Registro) -> object:
    """De qué matriz es una fila: una hoja, o una tabla de Word con las que la siguen."""
    tramo = registro.tramo
    datos = frozenset(dato for dato in tramo.datos if not dato.startswith("seguimiento."))
    return (tramo.hoja, tramo.tabla if tramo.hoja else "", datos, tramo.columnas[0].desde)


def _en_mitades(registros: list[Registro]) -> Iterator[list[Registro]]:
    """Matriz, o sus dos mitades si la segunda es otra vez la primera."""
    mitad = (len(registros) + 1) // 2
    claves = [(r.clave, _dueno(r)) for r in registros]
    if claves[:mitad] == claves[mitad:]:
        yield registros[:mitad]
        yield registros[mitad:]
    else:
        yield registros


def _es_la_misma(una: Sequence[Registro], otra: Sequence[Registro]) -> bool:
    """Si casi todas las filas de una están en la otra, que no nombra otra dependencia."""
    claves, otras = {r.clave for r in una}, {r.clave for r in otra}
    comunes = len(claves & otras)
    if not comunes or comunes < _CASI_TODAS * min(len(claves), len(otras)):
        return False
    return {*map(_dueno, otra)} - {""} <= {*map(_dueno, una)}


def _ya_dichos(
    una: Sequence[Registro], otra: Sequence[Registro], avisos: list[Aviso]
) -> Iterator[Registro]:
    """Registros de la segunda que ya están en la primera, con lo que agregan puesto en ella."""
    por_clave = agrupadas((registro.clave, registro) for registro in una)
    for registro in otra:
        iguales = por_clave.get(registro.clave, [])
        pareja = next((igual for igual in iguales if _se_planeo_lo_mismo(igual, registro)), None)
        if pareja is not None:
            iguales.remove(pareja)
            _unir(pareja, registro, avisos)
            yield registro
        elif iguales:
            difiere = f"se llama como la de {iguales[0].lugar} y difiere"
            motivo = f"{difiere} en su meta, su indicador o su fecha: quedaron las dos"
            avisos.append(Aviso("fila_repetida", registro.lugar, motivo))


def _se_planeo_lo_mismo(uno: Registro, otro: Registro) -> bool:
    """Si la meta, el indicador y las fechas que los dos traen son iguales."""
    return all(
        uno.datos[campo].plano == otro.datos[campo].plano
        for campo in PLANEADO
        if campo in uno.datos and campo in otro.datos
    )


def _unir(pareja: Registro, registro: Registro, avisos: list[Aviso]) -> None:
    """Pone en un registro lo que otro igual agrega; lo que dicen distinto se dice."""
    motivo = f"es la de {pareja.lugar}: se leyó una vez"
    avisos.append(Aviso("fila_repetida", registro.lugar, motivo))
    de_cortes = ((pareja.cortes.setdefault(c, {}), suyo) for c, suyo in registro.cortes.items())
    for datos, otros in (
        (pareja.datos, registro.datos),
        (pareja.extras, registro.extras),
        *de_cortes,
    ):
        for campo, valor in otros.items():
            completar(datos, campo, valor, avisos)
    pareja.cortes = dict(sorted(pareja.cortes.items()))
    for lista, hijos in registro.hijos.items():
        suyos = pareja.hijos.setdefault(lista, hijos)
        if list(map(_llano, suyos)) != list(map(_llano, hijos)):
            primero = next(iter(hijos[0].values()))
            trae = f"y el de {pareja.lugar} trae {lista} distintas"
            motivo = f"dice {mostrar(primero.valor)}, {trae}: se tomó lo primero"
            avisos.append(Aviso("lectura_dudosa", primero.lugar or registro.lugar, motivo))


def _llano(datos: Datos) -> list[tuple[str, str]]:
    return sorted((campo, str(valor.plano)) for campo, valor in datos.items() if campo != "clase")


# ------------------------------------------------------------------ una fase por hoja


def _de_otra_fase(registros: Sequence[Registro], avisos: list[Aviso]) -> Iterator[Registro]:
    """Registros de un riesgo ya dicho: su referencia y su nombre, o su nombre en su proceso.

    Ocho de ocho mapas de una clase traen una hoja por fase, con R1…Rn en todas.
    """
    quedan: list[Registro] = []
    for registro in sorted(registros, key=lambda r: not all(r.clave)):
        pareja = _pareja(registro, quedan, avisos)
        if pareja is not None:
            _unir(pareja, registro, avisos)
        if pareja is not None or not registro.clave[1]:
            yield registro
        else:
            quedan.append(registro)


def _pareja(registro: Registro, quedan: Sequence[Registro], avisos: list[Aviso]) -> Registro | None:
    """Riesgo que un registro dice otra vez, en otra tabla; ``None`` si es otro."""
    referencia, nombre = registro.clave
    otros = [otro for otro in quedan if otro.tramo is not registro.tramo]
    de_su_referencia = [otro for otro in otros if referencia and otro.clave[0] == referencia]
    if not nombre:
        if len(de_su_referencia) == 1:
            return de_su_referencia[0]
        cuantos = "varios riesgos la tienen" if de_su_referencia else "ningún riesgo la tiene"
        motivo = f"sólo dice la referencia {mostrar(referencia)}, y {cuantos}"
        avisos.append(Aviso("fila_sin_leer", registro.lugar, motivo))
        return None
    for otro in (otro for otro in otros if otro.clave[1] == nombre):
        de_su_dueno, suya = _dueno(otro) == _dueno(registro), otro.clave[0]
        if suya == referencia and (referencia or de_su_dueno):
            return otro
        if de_su_dueno and _se_completan(otro, registro):
            if referencia and suya:
                dicen = f"{mostrar(referencia)}, y {otro.lugar} dice {mostrar(suya)}"
                motivo = f"dice la referencia {dicen}: es el mismo riesgo y quedó la primera"
                avisos.append(Aviso("lectura_dudosa", registro.lugar, motivo))
                registro.datos.pop("referencia", None)
            return otro
    if de_su_referencia:
        dice = f"trae la referencia {mostrar(referencia)} de otro riesgo"
        motivo = f"{dice}, con otro nombre: quedó aparte"
        avisos.append(Aviso("fila_repetida", registro.lugar, motivo))
    return None


def _se_completan(uno: Registro, otro: Registro) -> bool:
    """Si cada uno trae algo que al otro le falta."""
    datos, otros = ({*r.datos, *r.hijos} for r in (uno, otro))
    return bool(datos - otros) and bool(otros - datos)
