"""Los deberes del año: el plan, los cortes y las publicaciones.

Al final, los plazos, que se entienden de días hábiles (Ley 4 de 1913, artículo 62): de lunes a
viernes que no sea festivo (Ley 51 de 1983; Ley 2578 de 2026) ni cierre propio. Los festivos son los
de la biblioteca ``holidays``, que desde la versión 0.99 trae el de la ley de 2026.
"""

import functools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

import attrs

from paac_reportes import clases
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.analisis.situacion import sin_guiones
from paac_reportes.errores import Aviso
from paac_reportes.instalacion import hace_falta
from paac_reportes.modelo.metodologia import Periodo
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.valores import contar

_NO_HABILES = {5: "sábado", 6: "domingo"}


@clases.frozen(kw_only=True)
class CorteDelCalendario:
    """Un corte de la vigencia, con sus marcas y de dónde sale, y lo mismo de su publicación."""

    periodo: Periodo
    marcas: tuple[str, ...] = ()
    fuentes: tuple[str, ...] = ()
    plazo: int | None = None
    """Días hábiles para publicar el seguimiento; ``None`` si nadie los fijó."""
    marcas_del_plazo: tuple[str, ...] = ()
    fuentes_del_plazo: tuple[str, ...] = ()


@clases.frozen(kw_only=True)
class ReglasDelCalendario:
    """De dónde sale cada fecha de una vigencia."""

    publicar: str
    """Qué se publica al comenzar: ``Publicar el plan``."""
    dia_de_publicar: date
    fuente_de_publicar: str
    cortes: tuple[CorteDelCalendario, ...]
    cambios: Callable[[date], tuple[str, ...]]
    """Frases que se dicen, ese día, de un cambio de régimen."""
    avisos: tuple[Aviso, ...] = ()
    """Avisos de lo que la entidad se fijó."""


@clases.frozen
class Deber:
    """Algo que hay que tener hecho un día."""

    dia: date
    titulo: str
    detalle: str
    """Qué hay que hacer, de dónde sale la fecha y lo que conviene saber de ella."""
    marcas: tuple[str, ...] = ()
    """Marcas que se ven de un vistazo: que lo decide la entidad, o que no cae en día hábil."""
    fuentes: tuple[str, ...] = ()
    """De dónde sale la fecha, frase por frase; también están en el detalle."""

    @property
    def renglon(self) -> str:
        """Título con sus marcas, para una lista: ``Corte del … (cae en sábado)``."""
        return f"{self.titulo} ({'; '.join(self.marcas)})" if self.marcas else self.titulo


def deberes_de(
    vigencia: int, reglas: ReglasDelCalendario, cierres: Collection[date]
) -> tuple[Deber, ...]:
    """Los deberes de una vigencia, en orden; el último seguimiento se publica al año siguiente."""
    deberes = _deberes(vigencia, reglas, cierres)
    completos = (_completo(deber, reglas, cierres) for deber in deberes)
    return tuple(sorted(completos, key=lambda deber: deber.dia))


def _deberes(
    vigencia: int, reglas: ReglasDelCalendario, cierres: Collection[date]
) -> Iterator[Deber]:
    """Los deberes de una vigencia: publicar el plan y, por corte, el corte y su plazo.

    ``cierres``: los días en que la entidad no trabaja, que no cuentan para el plazo.
    """
    titulo = f"{reglas.publicar} {vigencia}"
    yield Deber(reglas.dia_de_publicar, titulo, "", fuentes=(reglas.fuente_de_publicar,))
    for corte in reglas.cortes:
        nombre = corte.periodo.nombre
        en_frase = f"{nombre[0].lower()}{nombre[1:]}"
        yield Deber(
            dia=corte.periodo.corte,
            titulo=nombre if corte.periodo.es_libre else f"Corte del {en_frase}",
            detalle="Las dependencias reportan lo hecho hasta este día.",
            marcas=corte.marcas,
            fuentes=corte.fuentes,
        )
        if corte.plazo is not None:
            plazo = contar(corte.plazo, "día hábil", "días hábiles")
            yield Deber(
                dia=plazo_de_publicacion(corte.periodo.corte, corte.plazo, cierres),
                titulo=f"Publicar el seguimiento del {en_frase}",
                detalle=f"Vence {plazo} después del corte.",
                marcas=corte.marcas_del_plazo,
                fuentes=corte.fuentes_del_plazo,
            )


def vencimientos_de(filas: Iterable[FilaAnalizada]) -> tuple[Deber, ...]:
    """Deber de cada día en que vence alguna de esas filas de un plan, en orden.

    El de varias fechas dice cuál es: ``1.1 Publicar el mapa (2 de 3)``; dos que se llamen igual se
    numeran: ``[2]``.
    """
    deberes: list[Deber] = []
    veces = Counter[str]()
    for analizada in filas:
        fila, fecha = analizada.fila, analizada.fecha
        texto = en_un_renglon(fila.texto or "")
        prefijo = f"{analizada.dependencia.en_corto}: " if analizada.dependencia else ""
        titulo = f"{prefijo}{' '.join(filter(None, (fila.identificador, texto)))}"
        veces[titulo] += 1
        if veces[titulo] > 1:
            titulo = f"{titulo} [{veces[titulo]}]"
        quien = sin_guiones(en_un_renglon(fila.responsable))
        responsable = f"Responsable: {quien}. " if quien else ""
        detalle = f"{responsable}Fecha programada: {en_un_renglon(fecha.literal)}."
        cuantos = len(fecha.dias)
        deberes += [
            Deber(dia, f"{titulo} ({numero} de {cuantos})" if cuantos > 1 else titulo, detalle)
            for numero, dia in enumerate(fecha.dias, 1)
        ]
    return tuple(sorted(deberes, key=lambda deber: deber.dia))


def _completo(deber: Deber, reglas: ReglasDelCalendario, cierres: Collection[date]) -> Deber:
    """El deber, con el cambio de régimen y el día no hábil en que cae agregados a su detalle."""
    no_habil = motivo_de_no_habil(deber.dia, cierres)
    fuentes = (*deber.fuentes, *reglas.cambios(deber.dia))
    frases = [deber.detalle, *fuentes, f"Cae en {no_habil}." if no_habil else ""]
    return attrs.evolve(
        deber,
        detalle=" ".join(filter(None, frases)),
        marcas=(*deber.marcas, f"cae en {no_habil}") if no_habil else deber.marcas,
        fuentes=fuentes,
    )


def motivo_de_no_habil(dia: date, cierres: Collection[date]) -> str:
    """Motivo de que no se trabaje un día, ``festivo (…)``; vacío si es hábil.

    ``cierres``: los días que la entidad cierra.
    """
    if dia.weekday() in _NO_HABILES:
        return _NO_HABILES[dia.weekday()]
    if dia in festivos(dia.year):
        return f"festivo ({festivos(dia.year)[dia]})"
    return "un cierre de la entidad" if dia in cierres else ""


@functools.lru_cache(maxsize=64)
def festivos(vigencia: int) -> Mapping[date, str]:
    """Los festivos de un año con su nombre; ``ErrorDeEntorno`` si falta ``holidays``."""
    with hace_falta("contar días hábiles"):
        import holidays  # noqa: PLC0415 - sólo se carga si alguien cuenta días
    del_ano = holidays.country_holidays("CO", years=vigencia, language="es")
    return MappingProxyType(dict(sorted(del_ano.items())))


def plazo_de_publicacion(corte: date, dias: int, cierres: Collection[date] = ()) -> date:
    """El último día hábil para publicar el seguimiento de un corte, contados desde el siguiente.

    ``cierres`` son los propios de la entidad.
    """
    dia = corte
    for _ in range(dias):
        dia += timedelta(days=1)
        while motivo_de_no_habil(dia, cierres):
            dia += timedelta(days=1)
    return dia
