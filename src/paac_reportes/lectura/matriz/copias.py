"""Lo que está escrito dos veces, una sola: la misma matriz copiada, un corte o una fase por hoja.

Regla 9. Lo que difiere se dice con sus dos celdas.
"""

from collections.abc import Iterator, Sequence

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.matriz.declaraciones import Declaracion
from paac_reportes.lectura.matriz.franjas import sin_copia
from paac_reportes.lectura.matriz.palabras import rotulo_de
from paac_reportes.lectura.matriz.registros import Datos, Registro, Valor
from paac_reportes.lectura.matriz.tablas import Tramo
from paac_reportes.textos.plano import en_plano

_CASI_TODAS = 0.9
_PLANEADO = ("meta", "indicador", "fecha_programada", "fecha_inicio", "fecha_fin")
"""Lo que, si difiere, deja dos filas: no es la misma."""
Clave = tuple[str, str]


def sin_repetir(
    registros: Sequence[Registro], declaracion: Declaracion, avisos: list[Aviso]
) -> list[Registro]:
    """Registros, sin los que otro ya dice; lo que cada uno agrega va en el que queda."""
    if declaracion.hijos:
        return _por_fases(list(registros), avisos)
    return _sin_copias(list(registros), avisos)


def _clave(registro: Registro) -> Clave:
    codigo, ancla = (d.partition(".")[2] for d in (registro.raiz.codigo, registro.raiz.ancla))
    return registro.texto(codigo).rstrip("."), rotulo_de(registro.texto(ancla)).letras


# ------------------------------------------------------------------ la misma matriz


def _sin_copias(registros: list[Registro], avisos: list[Aviso]) -> list[Registro]:
    """Regla 9: de dos matrices con casi las mismas filas, una."""
    por_matriz: dict[object, list[Registro]] = {}
    for registro in registros:
        por_matriz.setdefault(_matriz(registro), []).append(registro)
    matrices = [parte for una in por_matriz.values() for parte in _en_mitades(una)]
    matrices.sort(key=lambda una: _es_copia(una[0].tramo))
    quedan: list[list[Registro]] = []
    for matriz in matrices:
        sobran: set[int] = set()
        for otra in quedan:
            if _es_la_misma(otra, matriz):
                sobran |= set(_unir_matrices(otra, matriz, avisos))
                break
        quedan.append([r for r in matriz if id(r) not in sobran])
    vivos = {id(registro) for matriz in quedan for registro in matriz}
    return [registro for registro in registros if id(registro) in vivos]


def _matriz(registro: Registro) -> object:
    """De qué matriz es una fila: una hoja, o una tabla de Word con las que la siguen."""
    tramo = registro.tramo
    datos = frozenset(dato for dato in tramo.datos if not dato.startswith("seguimiento."))
    return (tramo.hoja, tramo.tabla if tramo.hoja else "", datos, tramo.columnas[0].desde)


def _en_mitades(registros: list[Registro]) -> Iterator[list[Registro]]:
    """Matriz, o sus dos mitades si la segunda es otra vez la primera."""
    mitad = len(registros) // 2
    claves = [(_clave(r), _lugar_dicho(r)) for r in registros]
    if mitad and len(registros) % 2 == 0 and claves[:mitad] == claves[mitad:]:
        yield registros[:mitad]
        yield registros[mitad:]
    else:
        yield registros


def _lugar_dicho(registro: Registro) -> str:
    """Dependencia que dice una fila, si alguna."""
    dicho = registro.contexto.get("dependencia.nombre")
    return en_plano(dicho.valor) if dicho else ""


def _es_copia(tramo: Tramo) -> bool:
    return sin_copia(tramo.hoja) != tramo.hoja.strip()


def _es_la_misma(una: Sequence[Registro], otra: Sequence[Registro]) -> bool:
    """Si casi todas las filas de una están en la otra, que no nombra otra dependencia."""
    claves, otras = {_clave(r) for r in una}, {_clave(r) for r in otra}
    comunes = len(claves & otras)
    if not comunes or comunes < _CASI_TODAS * min(len(claves), len(otras)):
        return False
    return {*map(_lugar_dicho, otra)} - {""} <= {*map(_lugar_dicho, una)}


def _unir_matrices(
    una: Sequence[Registro], otra: Sequence[Registro], avisos: list[Aviso]
) -> Iterator[int]:
    """Registros de la segunda que ya están en la primera, con lo que agregan puesto en ella."""
    libres: dict[Clave, list[Registro]] = {}
    for registro in una:
        libres.setdefault(_clave(registro), []).append(registro)
    for registro in otra:
        for pareja in libres.get(_clave(registro), []):
            if not any(_difieren(pareja.datos, registro.datos, campo) for campo in _PLANEADO):
                libres[_clave(registro)].remove(pareja)
                _unir(pareja, registro, avisos)
                yield id(registro)
                break
        else:
            if libres.get(_clave(registro)):
                pareja = libres[_clave(registro)][0]
                motivo = (
                    f"se llama como la de {pareja.lugar} y difiere en su meta, su indicador o su"
                    " fecha: quedaron las dos"
                )
                avisos.append(Aviso("fila_repetida", registro.lugar, motivo))


def _difieren(datos: Datos, otros: Datos, campo: str) -> bool:
    uno, otro = datos.get(campo), otros.get(campo)
    return uno is not None and otro is not None and _plano(uno) != _plano(otro)


def _plano(valor: Valor) -> object:
    return en_plano(valor.valor) if isinstance(valor.valor, str) else valor.valor


def _unir(pareja: Registro, registro: Registro, avisos: list[Aviso]) -> None:
    """Pone en un registro lo que otro igual agrega; lo que dicen distinto se dice."""
    avisos.append(
        Aviso("fila_repetida", registro.lugar, f"es la de {pareja.lugar}: se leyó una vez")
    )
    _completar(pareja.datos, registro.datos, avisos)
    _completar(pareja.extras, registro.extras, avisos)
    for corte, reporte in registro.cortes.items():
        _completar(pareja.cortes.setdefault(corte, {}), reporte, avisos)
    pareja.cortes = dict(sorted(pareja.cortes.items()))
    for lista, hijos in registro.hijos.items():
        if lista not in pareja.hijos:
            pareja.hijos[lista] = hijos
        elif [_llano(h) for h in pareja.hijos[lista]] != [_llano(h) for h in hijos]:
            primero = next(iter(hijos[0].values()))
            motivo = (
                f"dice {mostrar(primero.valor)}, y el de {pareja.lugar} trae"
                f" {lista} distintas: se tomó lo primero"
            )
            avisos.append(Aviso("lectura_dudosa", primero.lugar or registro.lugar, motivo))
    pareja.usadas |= registro.usadas | {v.lugar for v in registro.datos.values()}
    pareja.usadas |= {v.lugar for h in registro.hijos.values() for d in h for v in d.values()}
    pareja.usadas |= {v.lugar for d in registro.cortes.values() for v in d.values()}


def _llano(datos: Datos) -> list[tuple[str, object]]:
    return sorted((campo, str(_plano(valor))) for campo, valor in datos.items() if campo != "clase")


def _completar(datos: Datos, otros: Datos, avisos: list[Aviso]) -> None:
    for campo, valor in otros.items():
        antes = datos.setdefault(campo, valor)
        if antes is not valor and _plano(antes) != _plano(valor):
            motivo = (
                f"dice {mostrar(valor.valor)}, y {antes.lugar} dice {mostrar(antes.valor)}: se"
                " tomó lo primero"
            )
            avisos.append(Aviso("lectura_dudosa", valor.lugar, motivo))


# ------------------------------------------------------------------ una fase por hoja


def _por_fases(registros: list[Registro], avisos: list[Aviso]) -> list[Registro]:
    """Regla 9: la misma referencia y el mismo nombre, o el nombre en su proceso, es un riesgo.

    Ocho de ocho mapas de una clase traen una hoja por fase, con R1…Rn en todas.
    """
    quedan: list[Registro] = []
    for registro in sorted(registros, key=lambda r: not _clave(r)[0] or not _clave(r)[1]):
        pareja = _pareja(registro, quedan, avisos)
        if pareja is not None:
            _unir(pareja, registro, avisos)
        elif _clave(registro)[1]:
            quedan.append(registro)
    vivos = {id(registro) for registro in quedan}
    return [registro for registro in registros if id(registro) in vivos]


def _pareja(registro: Registro, quedan: Sequence[Registro], avisos: list[Aviso]) -> Registro | None:
    """Riesgo que un registro dice otra vez, en otra tabla; ``None`` si es otro."""
    referencia, nombre = _clave(registro)
    otros = [r for r in quedan if r.tramo is not registro.tramo]
    if not nombre:
        return _de_su_referencia(registro, referencia, otros, avisos)
    for otro in otros:
        su_referencia, su_nombre = _clave(otro)
        if su_nombre != nombre:
            continue
        if su_referencia == referencia and (referencia or _proceso(otro) == _proceso(registro)):
            return otro
        if _proceso(otro) == _proceso(registro) and _se_completan(otro, registro):
            if referencia and su_referencia:
                motivo = (
                    f"dice la referencia {mostrar(referencia)}, y {otro.lugar} dice"
                    f" {mostrar(su_referencia)}: es el mismo riesgo y quedó la primera"
                )
                avisos.append(Aviso("lectura_dudosa", registro.lugar, motivo))
                registro.datos.pop("referencia", None)
            return otro
    if referencia and any(_clave(otro)[0] == referencia for otro in otros):
        dice = f"trae la referencia {mostrar(referencia)} de otro riesgo"
        motivo = f"{dice}, con otro nombre: quedó aparte"
        avisos.append(Aviso("fila_repetida", registro.lugar, motivo))
    return None


def _de_su_referencia(
    registro: Registro, referencia: str, otros: Sequence[Registro], avisos: list[Aviso]
) -> Registro | None:
    """El único riesgo de una referencia, de la fila que no dice más; si no, se dice."""
    iguales = [r for r in otros if _clave(r)[0] == referencia]
    if len(iguales) == 1:
        return iguales[0]
    cuantos = "ningún riesgo la tiene" if not iguales else "varios riesgos la tienen"
    motivo = f"sólo dice la referencia {mostrar(referencia)}, y {cuantos}"
    avisos.append(Aviso("fila_sin_leer", registro.lugar, motivo))
    return None


def _proceso(registro: Registro) -> str:
    dicho = registro.contexto.get("proceso.nombre")
    return rotulo_de(dicho.valor).letras if dicho else ""


def _se_completan(uno: Registro, otro: Registro) -> bool:
    """Si cada uno trae algo que al otro le falta."""
    datos, otros = ({*r.datos, *r.hijos} for r in (uno, otro))
    return bool(datos - otros) and bool(otros - datos)
