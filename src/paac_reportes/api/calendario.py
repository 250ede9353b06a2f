"""Los deberes del año: el plan, cada corte y cada publicación."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, get_args, overload

import attrs

from paac_reportes import clases
from paac_reportes.analisis.analisis import analizar_plan
from paac_reportes.analisis.calendario import Deber, deberes_de, vencimientos_de
from paac_reportes.api.eventos import registra
from paac_reportes.api.libro import tipo_de_archivo
from paac_reportes.api.salida import Guardado, guardar_solo
from paac_reportes.api.tipos import Destino, Regimen, UnPlan, comprobar_clase
from paac_reportes.cuadros import Cuadro, SeMuestra
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, sin_repetir
from paac_reportes.escritores.datos import escribir_json
from paac_reportes.estructura import error_de_argumento, esperado, falla_de_argumento
from paac_reportes.estructura.corrientes import dia_corriente, puerta
from paac_reportes.estructura.valores import Reloj, es_dia
from paac_reportes.formatos import calendario as reglas_del_oficio
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.libros.escritura import libro_de_tabla
from paac_reportes.modelo import Plan
from paac_reportes.modelo.comun import Orden
from paac_reportes.modelo.fechas import ClaseDeFecha
from paac_reportes.modelo.metodologia import CORTES, Periodicidad, cortes_de
from paac_reportes.modelo.temas import contenido_y_dudas_de

_DIAS_MAXIMOS = 365
"""Días hábiles de plazo que, a lo sumo, se admiten."""
_GUIA: Periodicidad = "cuatrimestral"
"""Los cortes de la guía del PAAC, si nadie dice otros."""
_ROTULOS = {"dia": "Día", "titulo": "Qué", "marcas": "Conviene saber", "detalle": "Detalle"}
"""De cada columna de su libro, por el dato que lleva."""


@clases.frozen
class Calendario(SeMuestra, Sequence[Deber]):
    """Los deberes de una vigencia, en orden de fecha, y lo que conviene revisar de ellos."""

    deberes: tuple[Deber, ...]
    avisos: tuple[Aviso, ...] = attrs.field(default=(), eq=False)
    """Avisos de lo que la entidad se fijó, y las dudas de la lectura del plan."""

    @overload
    def __getitem__(self, cual: int) -> Deber: ...
    @overload
    def __getitem__(self, cual: slice) -> Sequence[Deber]: ...
    def __getitem__(self, cual: int | slice) -> Deber | Sequence[Deber]:
        return self.deberes[cual]

    def __len__(self) -> int:
        return len(self.deberes)

    @registra("calendario.guardado")
    @puerta
    def guardar(self, destino: Destino, *, entidad: str | None = None) -> Guardado:
        """Lo que se escribió: los deberes en un ``.xlsx``, una fila de cada uno, o en ``.json``.

        Con ``entidad`` dice de quién son; un flujo sin nombre lleva JSON. Lanza ``ErrorDeEntrada``
        si no hay deberes o si el destino es de otra clase.
        """
        tipo = tipo_de_archivo(destino, None, ("json", "xlsx"))
        if entidad is not None and not (isinstance(entidad, str) and entidad.strip()):
            raise error_de_argumento("entidad", "nombre_de_entidad", entidad)
        if not self.deberes:
            raise ErrorDeEntrada(Falla("sin_datos", "", "el calendario no tiene deberes"))
        nombre = " ".join((entidad or "").split())
        avisos: tuple[Aviso, ...] = ()
        if tipo == "json":
            deberes = [attrs.asdict(uno) | {"dia": f"{uno.dia}"} for uno in self.deberes]
            archivo = escribir_json({"entidad": nombre or None, "deberes": deberes})
        else:
            titulo = " · ".join(filter(None, (nombre, "Los deberes del año")))
            filas = [attrs.asdict(uno) | {"marcas": "; ".join(uno.marcas)} for uno in self.deberes]
            archivo, avisos = libro_de_tabla(titulo, "Deberes", _ROTULOS, filas)
        return guardar_solo(destino, archivo, avisos)

    def _cuadro(self) -> Cuadro:
        """Los deberes, cada uno con su día."""
        return Cuadro(
            titulo="Calendario",
            columnas=("Día", "Qué"),
            filas=[(deber.dia.isoformat(), deber.renglon) for deber in self.deberes],
            son="deberes",
            notas=(f"Avisos: {len(self.avisos)}.",),
        )


@registra("calendario.hecho")
@puerta
def calendario(  # noqa: PLR0913 - todas se dicen por su nombre
    vigencia: int,
    *,
    plan: "UnPlan | None" = None,
    periodicidad: "Periodicidad" = _GUIA,
    cierres: Collection[date] = (),
    regimen: "Regimen | None" = None,
    orden: "Orden | None" = None,
    dias_habiles: int | None = None,
) -> Calendario:
    """Los deberes de una vigencia: publicar el plan o programa, cada corte y cada publicación.

    Cada uno dice de dónde sale su fecha. El régimen es el que se dé o el de la vigencia. Los cortes
    que la guía del PAAC fija van siempre mientras obliguen, con su plazo; los de otra
    ``periodicidad`` son de la entidad y se suman a ellos: su seguimiento se publica en los
    ``dias_habiles`` que ella se dé o, sin ellos, no hay fecha. ``orden`` es el de la entidad,
    nacional o territorial, y ``cierres``, los días en que no trabaja. Los días hábiles son los de
    Colombia. De un ``plan``, de esa vigencia o que no la diga, se toman los cortes, el régimen y el
    orden que declara, si no se da otro, y va también cada día en que vence una fila que aplica; las
    que no tienen un día que se entienda van en ``avisos``, como un plazo mayor que el de la guía
    mientras ella obliga.

    Lanza ``ErrorDeEntrada``, o ``ErrorDeEntorno`` si falta la biblioteca de festivos.
    """
    primera, ultima = reglas_del_oficio.PRIMERA_VIGENCIA, reglas_del_oficio.ULTIMA_VIGENCIA
    reloj = Reloj()
    fallas = [
        *_entero("vigencia", vigencia, "ano_entre", primera, ultima),
        *_opcion("periodicidad", periodicidad, CORTES),
        *_opcion("regimen", regimen, (None, *get_args(Regimen))),
        *_opcion("orden", orden, (None, *get_args(Orden))),
    ]
    dias_de_cierre = _dias_de_cierre(cierres, reloj, fallas)
    if dias_habiles is not None:
        fallas += _entero("dias_habiles", dias_habiles, "numero_entre", 1, _DIAS_MAXIMOS)
    if fallas:
        raise ErrorDeEntrada(fallas)
    contenido, dudas = contenido_y_dudas_de(plan)
    serie: Periodicidad | tuple[date, ...] = periodicidad
    vencimientos: tuple[Deber, ...] = ()
    if contenido is not None:
        comprobar_clase(Plan, plan=contenido)
        orden = orden or contenido.entidad.orden
        if contenido.vigencia in (None, vigencia):
            regimen = regimen or contenido.regimen
            serie = _serie_de(contenido, vigencia, periodicidad)
        else:
            motivo = f"el plan es de {contenido.vigencia}: no cuentan sus cortes ni su régimen"
            dudas = (*dudas, Aviso("dato_supuesto", "vigencia", motivo))
        vencimientos, sin_dia = _vencimientos(contenido)
        dudas = (*dudas, *sin_dia)
    reglas = reglas_del_oficio.reglas_del_calendario(vigencia, serie, regimen, orden, dias_habiles)
    deberes = deberes_de(vigencia, reglas, frozenset(dias_de_cierre))
    return Calendario(
        tuple(sorted((*deberes, *vencimientos), key=lambda deber: deber.dia)),
        sin_repetir((*dudas, *reloj.avisos, *reglas.avisos)),
    )


def _serie_de(
    plan: Plan, vigencia: int, periodicidad: "Periodicidad"
) -> "Periodicidad | tuple[date, ...]":
    """La serie de cortes que el plan declara; si ninguna, o si se pidió otra, la pedida."""
    declarada = plan.metodologia.cortes if plan.metodologia else None
    if periodicidad != _GUIA or not declarada:
        return periodicidad
    if isinstance(declarada, str):
        return declarada
    dias = tuple(dia for dia in declarada if dia.year == vigencia)
    return next((serie for serie in CORTES if cortes_de(vigencia, serie) == dias), dias)


def _vencimientos(plan: Plan) -> tuple[tuple[Deber, ...], tuple[Aviso, ...]]:
    """Los días en que vencen las filas del plan que aplican, y el aviso de las que no los dicen."""
    ultimo_corte = max(plan.cortes(), default=None)
    aplican = analizar_plan(plan, ultimo_corte, reglas_para(plan)).todo.aplican
    sin_dia = (
        Aviso("fecha", fila.ruta, "su fecha no dice qué día vence, y no va en el calendario")
        for fila in aplican
        if not fila.fecha.dias and fila.fecha.clase is not ClaseDeFecha.CONTINUA
    )
    return vencimientos_de(aplican), tuple(sin_dia)


def _entero(ruta: str, valor: object, codigo: str, minimo: int, maximo: int) -> Iterator[Falla]:
    """Falla de un argumento que no es un entero entre el mínimo y el máximo."""
    if not isinstance(valor, int) or isinstance(valor, bool) or not minimo <= valor <= maximo:
        yield falla_de_argumento(ruta, esperado(codigo, minimo=minimo, maximo=maximo), valor)


def _opcion(ruta: str, valor: object, opciones: Iterable[str | None]) -> Iterator[Falla]:
    """Falla de un argumento que no es una de las opciones."""
    validas = list(opciones)
    if not (valor is None or isinstance(valor, str)) or valor not in validas:
        nombres = tuple(opcion for opcion in validas if opcion)
        yield falla_de_argumento(ruta, esperado("opciones", opciones=nombres), valor)


def _dias_de_cierre(cierres: Any, reloj: Reloj, fallas: list[Falla]) -> list[date]:
    """Días en que la entidad no trabaja; cada momento con zona horaria, el día que era.

    Agrega a ``fallas`` las de lo que no es una lista, o de lo que en ella no es una fecha.
    """
    if isinstance(cierres, str | bytes) or not isinstance(cierres, Collection):
        fallas.append(falla_de_argumento("cierres", "lista_de_fechas", cierres))
        return []
    dias = []
    for indice, cierre in enumerate(cierres):
        # También la medianoche con que la dan Excel y pandas.
        dias.append(dia_corriente(reloj.dia(cierre, f"cierres[{indice}]")))
        if not es_dia(dias[indice]):
            fallas.append(falla_de_argumento(f"cierres[{indice}]", "fecha_de_python", cierre))
    return dias
