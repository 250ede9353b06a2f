"""Lo que un programa puede pasar por equivocación."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.modelo import Metodologia, Plan
from paac_reportes.modelo.periodos import fallas_del_corte
from paac_reportes.sistema import es_ruta


def comprobar_tipos(plan: object, corte: object, metodologia: object = None) -> None:
    """Lo que un programa puede pasar por equivocación se dice antes de empezar."""
    fallas = []
    if not isinstance(plan, Plan):
        fallas.append(Falla("plan", f"se esperaba un Plan, llegó {mostrar(plan)}"))
    fallas += _del_corte(corte)
    if metodologia is not None and not isinstance(metodologia, Metodologia):
        motivo = f"se esperaba una Metodologia, llegó {mostrar(metodologia)}"
        fallas.append(Falla("metodologia", motivo))
    if fallas:
        raise ErrorDeEntrada(fallas)


def comprobar_corte(corte: object) -> None:
    """``ErrorDeEntrada`` si se dio un corte y no es una fecha de un año posible."""
    if fallas := list(_del_corte(corte)):
        raise ErrorDeEntrada(fallas)


def _del_corte(corte: object) -> Iterable[Falla]:
    if corte is None:
        return ()
    if not isinstance(corte, date) or isinstance(corte, datetime):
        return [Falla("corte", f"se esperaba una fecha (date), llegó {mostrar(corte)}")]
    return fallas_del_corte("corte", corte)


def comprobar_fecha(fecha: object) -> None:
    """``ErrorDeEntrada`` si se dio una y no es un día."""
    if fecha is not None and (not isinstance(fecha, date) or isinstance(fecha, datetime)):
        motivo = f"se esperaba una fecha (date), llegó {mostrar(fecha)}"
        raise ErrorDeEntrada(Falla("fecha", motivo))


def comprobar_clase(clase: type, **valores: object) -> None:
    """``ErrorDeEntrada`` con cada valor que no es de la clase."""
    _comprobar_que_sean(clase, f"un objeto {clase.__name__}", valores)


def comprobar_si_no(**valores: object) -> None:
    """``ErrorDeEntrada`` con cada valor que no es ``True`` ni ``False``."""
    _comprobar_que_sean(bool, "True o False", valores)


def _comprobar_que_sean(clase: type, esperado: str, valores: Mapping[str, object]) -> None:
    fallas = [
        Falla(nombre, f"se esperaba {esperado}, llegó {mostrar(valor)}")
        for nombre, valor in valores.items()
        if not isinstance(valor, clase)
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)


def comprobar_extension(tipo: object) -> None:
    """``ErrorDeEntrada`` si no es un texto; cuáles hay lo sabe el registro."""
    if not isinstance(tipo, str):
        motivo = f"se esperaba una extensión, como docx, llegó {mostrar(tipo)}"
        raise ErrorDeEntrada(Falla("tipo", motivo))


def comprobar_carpeta(ruta: str, valor: object) -> None:
    """``ErrorDeEntrada`` si se dio un valor y no sirve como carpeta."""
    if valor is not None and not es_ruta(valor):
        raise ErrorDeEntrada(Falla(ruta, f"se esperaba una carpeta, llegó {mostrar(valor)}"))


def comprobar_ano(ruta: str, valor: object) -> None:
    """``ErrorDeEntrada`` si no es un número de año."""
    if not isinstance(valor, int) or isinstance(valor, bool):
        raise ErrorDeEntrada(Falla(ruta, f"se esperaba un año, llegó {mostrar(valor)}"))
