"""Lo que decide los bytes de un reporte: su pedido, y las huellas de una forma y de unas filas.

Al final, el formato que se usa, y lo que muestra de lo que llega: él mismo, o lo que lleva adentro.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorDeFormato, Falla
from paac_reportes.estructura import falla_de_argumento
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura import catalogo
from paac_reportes.formatos.lectura.catalogo import codigos, hallar_formato
from paac_reportes.modelo import Componente, Entidad, Metodologia, Plan
from paac_reportes.modelo.temas import Contenido, claves, con_los_que_lleva, tema, tema_de
from paac_reportes.normativa.normas import fecha_del_plan
from paac_reportes.sistema import Carpeta

if TYPE_CHECKING:
    from paac_reportes.analisis.anterior import PlanAnterior
    from paac_reportes.textos.publico import Revisado


@clases.frozen(kw_only=True, eq=False, slots=False, repr=False)
class Pedido:
    """Un contenido en un formato, en un corte: lo que decide los bytes, y nada compuesto."""

    contenido: Any
    """El plan o el mapa de riesgos, como llegó o, para publicar, sin lo que no se publica; una
    entidad sola es un plan sin filas."""
    formato: Formato
    corte: date | None
    metodologia: Metodologia | None
    es_publico: bool = False
    """Si sale sin correos, teléfonos, cédulas ni notas de verificación."""
    con_datos: bool = False
    """Si el PDF lleva adentro el paquete de datos del plan."""
    con_cedulas: bool = False
    """Si en lo que se publica quedan las cédulas."""
    revisado: "Revisado | None" = None
    """Cuánto de lo que quedaba respondió una persona, si se dio lo que respondió."""
    sin_revisar: int = 0
    """Lugares de lo que se publica que ninguna persona ha revisado."""
    filas: Sequence[Mapping[str, Any]] | Mapping[str, Sequence[Mapping[str, Any]]] = ()
    """Las propias, de una tabla o de cada una por su nombre, reducidas a lo que se muestra."""
    previos: tuple[Aviso, ...] = ()
    """Avisos que se supieron antes de componer."""
    dentro_de: str = ""
    """El campo del plan en que iba, si llegó dentro de uno: con él empiezan las rutas."""
    anterior: "PlanAnterior | None" = None
    """Plan del informe anterior, si se dio."""
    origen: str | None = None
    """El archivo de donde se leyó el contenido; ``None`` si llegó armado."""
    al_leer: tuple[Aviso, ...] = ()
    """Avisos de cuando se leyó."""
    clave: str | None = None
    """El nombre con que lo llama su acta, si se le dio uno."""


@clases.frozen
class Emitido:
    """Un archivo que salió de un pedido."""

    nombre: str
    tipo: str
    """La extensión, como se pidió."""
    huella: str
    bytes: int
    """Cuánto pesa."""
    avisos: tuple[Aviso, ...]


def sha256_de(contenido: bytes) -> str:
    """El sha256 de unos bytes, en hexadecimal."""
    return sha256(contenido).hexdigest()


@clases.recordada
def huella_de_forma(formato: Formato) -> str:
    """Huella de todo lo que un formato trae y decide lo que sale; su fuente no."""
    return huella_de_json(attrs.asdict(formato, filter=lambda campo, _: campo.eq is True), _suelto)


def huella_de_filas(filas: object) -> str:
    """Huella de las filas propias de un reporte, ya reducidas a lo que el formato muestra."""
    return huella_de_json(filas, _suelto)


def _suelto(valor: object) -> str:
    """Texto de un valor que JSON no sabe escribir; de unos bytes, su sha256."""
    return sha256_de(valor) if isinstance(valor, bytes) else str(valor)


def huella_de_json(datos: object, demas: Callable[[Any], object]) -> str:
    """Huella de unos datos en JSON canónico; ``demas`` escribe lo que JSON no sabe."""
    texto = json.dumps(
        datos, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=demas
    )
    return sha256_de(texto.encode("utf-8", "backslashreplace"))


# ------------------------------------------------------------------ la versión que rige

SIN_NOMBRE = "…"
"""Nombre de la entidad que un contenido no dice: no es de ninguna."""


@clases.frozen(kw_only=True)
class Eleccion:
    """Un formato, y lo que muestra de lo que llegó."""

    formato: Formato
    contenido: Contenido
    corte: date | None
    dentro_de: str
    """El campo de lo que llegó en que iba el contenido; en blanco, si es lo mismo."""
    avisos: tuple[Aviso, ...]


def elegir(
    entero: Contenido, formato: str | Formato, plantillas: Carpeta | None, corte: date | None
) -> Eleccion:
    """El formato pedido, la parte de ``entero`` que muestra y su corte: el pedido o el último.

    ``ErrorDeFormato`` si no existe, y ``ErrorDeEntrada`` si no es de lo que llegó.
    """
    elegido, avisos = formato_para(formato, plantillas, entero, ultimo_corte(entero, corte))
    dentro_de, contenido, del_contenido = _contenido_del_formato(entero, elegido)
    ultimo = ultimo_corte(contenido, corte)
    if contenido is not entero:  # la versión que rige es la de su corte
        elegido, avisos = formato_para(formato, plantillas, contenido, ultimo)
    return Eleccion(
        formato=_formato_de_lo_que_llego(elegido, contenido),
        contenido=contenido,
        corte=ultimo,
        dentro_de=dentro_de,
        avisos=(*avisos, *del_contenido),
    )


def formato_para(
    formato: str | Formato, plantillas: Carpeta | None, plan: Contenido, corte: date | None
) -> tuple[Formato, tuple[Aviso, ...]]:
    """El formato pedido, y los avisos de que no es de esa fecha, ese régimen o esa entidad.

    ``plantillas``: la carpeta de los propios, si se pide por su código.
    """
    fecha = fecha_del_plan(plan, corte)
    if isinstance(formato, str):
        formato, _ = catalogo.hallar_formato(formato, plantillas, fecha)
    if not isinstance(formato, Formato):
        raise ErrorDeFormato(falla_de_argumento("", "formato", formato))
    return formato, (
        *catalogo.avisos_de_vigencia(formato, fecha),
        *catalogo.avisos_de_regimen(formato, plan, corte),
        *catalogo.avisos_de_entidad(formato, plan.entidad),
    )


def plan_sin_filas(entidad: Entidad | None, vigencias: Iterable[int | None] = ()) -> Plan:
    """Plan que sólo da el encabezado, de la vigencia si es una sola."""
    distintas = set(vigencias)
    return Plan(
        entidad=entidad or Entidad(nombre=SIN_NOMBRE),
        vigencia=distintas.pop() if len(distintas) == 1 else None,
        componentes=(Componente(),),
    )


def con_entidad_sola(contenido: Any) -> Any:
    """El contenido; si es una entidad, un plan suyo sin nada más que mostrar."""
    return plan_sin_filas(contenido) if isinstance(contenido, Entidad) else contenido


def ultimo_corte(contenido: Contenido, corte: date | None) -> date | None:
    """El corte que se pide o, si no, el último con seguimientos.

    Sin ninguno de los dos, ``None``.
    """
    return corte or max(contenido.cortes(), default=None)


def _contenido_del_formato(
    contenido: Contenido, formato: Formato
) -> tuple[str, Contenido, tuple[Aviso, ...]]:
    """Campo en que va (``mapa_de_riesgos``) y contenido del formato; el que falta, en blanco."""
    if formato.de not in claves() or formato.de == tema_de(contenido).clave:
        return "", contenido, ()
    llevados: dict[str, tuple[str, Any]] = {
        tema_de(c).clave: (campo, c) for campo, c in con_los_que_lleva(contenido)
    }
    if formato.de in llevados:
        campo, llevado = llevados[formato.de]
        if llevado.entidad.nombre == contenido.entidad.nombre:
            # Con todo lo que de ella dice quien lo lleva.
            llevado = attrs.evolve(llevado, entidad=contenido.entidad)
        return campo, llevado, ()
    if not isinstance(contenido, Plan):
        return "", contenido, ()
    comunes = ("entidad", "vigencia", "regimen")
    en_blanco = tema(formato.de).clase(**{d: getattr(contenido, d) for d in comunes})
    motivo = f"el plan no lo trae: el formato {formato.codigo} sale en blanco"
    (campo,) = tema_de(contenido).lleva
    return campo, en_blanco, (Aviso("falta_el_mapa", campo, motivo),)


def _formato_de_lo_que_llego(formato: Formato, contenido: Contenido) -> Formato:
    """El formato, o lo que de él se escribe de un mapa solo; ``ErrorDeEntrada`` si nada."""
    if isinstance(contenido, Plan) or formato.de == tema_de(contenido).clave:
        return formato
    formato_de_mapa = formato.de_un_mapa_solo if formato.de == "plan" else None
    if formato_de_mapa is None:
        motivo = f"el formato {formato.codigo} es de un plan, y sólo llegó su mapa de riesgos"
        raise ErrorDeEntrada(Falla("falta_el_plan", "", motivo))
    return formato_de_mapa


EN_PAPEL = ("docx", "pdf")
"""Los tipos con páginas de un ancho: en los demás, una tabla es tan ancha como pida."""


def sale_en(formato: Formato, tipo: str) -> bool:
    """Si un formato sale en un tipo de archivo, por sus páginas."""
    return formato.en_papel or formato.cuerpo_en_word is not None or tipo not in EN_PAPEL


def falla_de_salida(formato: Formato, tipo: str, salen: Sequence[str]) -> Falla:
    """La falla de pedir en papel un formato que no sale en él; ``salen``: en qué sale."""
    del_catalogo = (hallar_formato(codigo)[0] for codigo in codigos())
    otros = [otro.codigo for otro in del_catalogo if otro.de == formato.de and otro.en_papel]
    motivo = (
        f"{formato.codigo} no se lee en papel: llegó .{tipo}; sale en"
        f" {', '.join(f'.{uno}' for uno in salen)}. En Word y en PDF, pida {' o '.join(otros)}"
    )
    return Falla("tipo_no_admitido", "", motivo, datos={"llego": tipo, "opciones": salen})
