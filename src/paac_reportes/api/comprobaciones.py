"""Comprobaciones de lo que un programa puede pasar por equivocación, antes de empezar."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from paac_reportes.errores import ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura import (
    codigo_ajeno,
    error_de_argumento,
    esperado,
    estructurar,
    falla_de_argumento,
    mostrar,
)
from paac_reportes.estructura.corrientes import corriente, sin_hora
from paac_reportes.estructura.mensajes import Esperado
from paac_reportes.estructura.valores import Reloj, es_dia
from paac_reportes.modelo import Metodologia, Plan
from paac_reportes.modelo.periodos import fallas_del_corte
from paac_reportes.modelo.temas import es_contenido
from paac_reportes.sistema import es_ruta, se_deja_leer


def comprobar_contenido(**valores: object) -> None:
    """``ErrorDeEntrada`` con cada valor que no es un plan ni un mapa de riesgos."""
    if fallas := [falla for nombre, v in valores.items() for falla in _de_otra_cosa(nombre, v)]:
        raise ErrorDeEntrada(fallas)


def _de_otra_cosa(nombre: str, valor: object) -> Iterator[Falla]:
    """Falla de un valor que no es un plan ni un mapa, con cómo sacar uno de él."""
    if not es_contenido(valor):
        motivo = f"se esperaba un Plan o un MapaDeRiesgos, llegó {mostrar(valor)}"
        if hasattr(valor, "columns"):  # una tabla de pandas, de polars o de Arrow
            motivo += "; de una tabla, desde_filas(tabla, …) o reporte(Entidad(…), …, filas=tabla)"
        elif es_ruta(valor) or se_deja_leer(valor):
            motivo += "; de un archivo, lo da leer: leer(archivo)"
        elif isinstance(valor, Mapping):
            motivo += "; de unos datos, lo da desde_datos: desde_datos(datos)"
        yield Falla("argumento_invalido", nombre, motivo)


def comprobar_pedido(contenido: object, corte: object, metodologia: object = None) -> None:
    """``ErrorDeEntrada`` con cada argumento que no es lo que su nombre dice."""
    if fallas := [*_de_otra_cosa("contenido", contenido), *_fallas_de_lo_demas(corte, metodologia)]:
        raise ErrorDeEntrada(fallas)


def comprobar_tipos(plan: object, corte: object, metodologia: object = None) -> None:
    """Lo mismo que ``comprobar_pedido``, donde sólo se admite un plan."""
    fallas = [*_fallas_de_lo_demas(corte, metodologia)]
    if not isinstance(plan, Plan):
        fallas.insert(0, falla_de_argumento("plan", "plan", plan))
    if fallas:
        raise ErrorDeEntrada(fallas)


def _fallas_de_lo_demas(corte: object, metodologia: object) -> Iterator[Falla]:
    yield from _fallas_de_corte(corte)
    if metodologia is not None and not isinstance(metodologia, Metodologia):
        yield falla_de_argumento("metodologia", "metodologia", metodologia)


def metodologia_dada(valor: Any) -> Any:
    """La metodología que dan sus opciones por su nombre; lo demás, como llegó."""
    if not isinstance(valor, Mapping):
        return valor
    try:
        return estructurar(valor, Metodologia)
    except ErrorDeEntrada as error:
        en_su_argumento = (f.en(unir_ruta("metodologia", f.ruta)) for f in error.fallas)
        raise ErrorDeEntrada(en_su_argumento) from None


def dia_del_corte(corte: Any, reloj: Reloj) -> Any:
    """El día del corte; si llegó con zona horaria, el que era en la del reloj."""
    return sin_hora(reloj.dia(corte, "corte"))


def comprobar_corte(corte: object) -> None:
    """``ErrorDeEntrada`` si se dio un corte y no es una fecha de un año posible."""
    if fallas := list(_fallas_de_corte(corte)):
        raise ErrorDeEntrada(fallas)


def _fallas_de_corte(corte: object) -> Iterable[Falla]:
    """Fallas de un corte que no es una fecha de un año posible; no darlo no es falla."""
    if corte is None:
        return ()
    if not es_dia(corte):
        return [falla_de_argumento("corte", "fecha_de_python", corte)]
    return fallas_del_corte("corte", corte)


def comprobar_fecha(fecha: object) -> None:
    """``ErrorDeEntrada`` si se dio una y no es un día."""
    if fecha is not None and not es_dia(fecha):
        raise error_de_argumento("fecha", "fecha_de_python", fecha)


def comprobar_clase(clase: type, **valores: object) -> None:
    """``ErrorDeEntrada`` con cada valor que no es de la clase."""
    _comprobar_que_sean(clase, esperado("objeto", clase=clase.__name__), valores)


def recorridos(nombre: str, valores: object, se_esperaba: str = "lista_de_rutas") -> list[Any]:
    """Valores de una lista; ``ErrorDeEntrada`` si no lo es o no se deja recorrer."""
    if isinstance(valores, str | bytes) or not isinstance(valores, Iterable):
        raise error_de_argumento(nombre, se_esperaba, valores)
    with codigo_ajeno(nombre, "no se dejaron recorrer"):
        return list(map(corriente, valores))


def comprobar_si_no(**valores: object) -> None:
    """``ErrorDeEntrada`` con cada valor que no es ``True`` ni ``False``."""
    _comprobar_que_sean(bool, "booleano", valores)


def comprobar_que_sobran(motivo: str, **argumentos: object) -> None:
    """``ErrorDeEntrada`` con cada argumento que se dio y no cuenta, por ese motivo."""
    dados = (n for n, valor in argumentos.items() if valor is not None and valor is not False)
    if fallas := [Falla("argumento_invalido", nombre, motivo) for nombre in dados]:
        raise ErrorDeEntrada(fallas)


def _comprobar_que_sean(clase: type, espera: Esperado | str, valores: Mapping[str, object]) -> None:
    """``ErrorDeEntrada`` con los argumentos que no son de la clase; ``espera``: qué se esperaba."""
    fallas = [
        falla_de_argumento(nombre, espera, valor)
        for nombre, valor in valores.items()
        if not isinstance(valor, clase)
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)


def comprobar_extension(tipo: object) -> None:
    """``ErrorDeEntrada`` si la extensión no es un texto; cuáles hay lo sabe el registro."""
    if not isinstance(tipo, str):
        raise error_de_argumento("tipo", "extension", tipo)


def comprobar_carpeta(ruta: str, valor: object) -> None:
    """``ErrorDeEntrada`` si se dio un valor y no sirve como carpeta."""
    if valor is not None and not es_ruta(valor):
        raise error_de_argumento(ruta, "carpeta", valor)


def comprobar_vigencia(vigencia: object) -> None:
    """``ErrorDeEntrada`` si no es un número de año."""
    if not isinstance(vigencia, int) or isinstance(vigencia, bool):
        raise error_de_argumento("vigencia", "vigencia", vigencia)
