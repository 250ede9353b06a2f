"""Lo que se hizo, en palabras de quien lo reportó: nunca resumido ni corregido."""

from collections import Counter
from collections.abc import Iterator

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.analisis.situacion import es_reporte
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.frases import FILAS, nombre_de_fila
from paac_reportes.modelo import Resultado, Seguimiento
from paac_reportes.textos.frases import en_un_renglon, recortado
from paac_reportes.textos.markdown import ConEntrada, ListaDeMarkdown, Nota, Parrafos, Subtitulo
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import con_miles

LARGO = 200
"""Las letras que se citan de un reporte; lo demás está en la matriz."""

_EN_QUE_ORDEN = (
    "van primero los reportes verificados, luego los de lo que se terminó en el período y los que"
    " traen evidencias. Los demás, en el orden del plan"
)
POR_TURNOS = (
    "Los turnos recorren todo el informe: sigue la dependencia menos citada hasta ahí y, entre las"
    f" que van iguales, la primera del plan. De cada una {_EN_QUE_ORDEN}"
)
REGLA = f"En cada componente {_EN_QUE_ORDEN}"
"""La de un plan de una sola dependencia, o que no las tiene."""


def ejecutado(analisis: Analisis) -> Parrafos:
    """Por componente, unas filas reportadas en el período, con su reporte a la letra."""
    cuantos = analisis.reglas.logros
    terminaron = {fila.ruta for fila in analisis.todo.terminaron}
    citables = [_citables(cifras, terminaron) for cifras in analisis.componentes]
    if not cuantos or not any(citables):
        return Parrafos(())
    regla = POR_TURNOS if len(analisis.dependencias) > 1 else REGLA
    partes = [f"{_cuantos(cuantos)}, a la letra.", Nota(f"{regla}.")]
    oficinas = {id(oficina): lugar for lugar, oficina in enumerate(analisis.plan.dependencias)}
    citadas: Counter[int] = Counter()
    for cifras, del_componente in zip(analisis.componentes, citables, strict=True):
        elegidas = [*_por_turnos(del_componente, cuantos, oficinas, citadas)]
        citas = ListaDeMarkdown(map(_cita, elegidas))
        nota = Nota(" ".join(_sin_citar(cifras, del_componente, len(elegidas))))
        if citas or nota:
            partes += [Subtitulo(cifras.nombre), citas, nota]
    return Parrafos(partes)


def _por_turnos(
    citables: list[FilaAnalizada],
    cuantos: int,
    oficinas: dict[int, int],
    citadas: Counter[int],
) -> Iterator[FilaAnalizada]:
    """Hasta ``cuantos``, cada vez de la oficina menos citada en todo el informe; las va contando.

    Si no, las de la primera dependencia del plan llenarían todos los componentes.
    """
    de_cada = agrupadas(
        [(oficinas.get(id(fila.dependencia), -1), fila) for fila in reversed(citables)]
    )
    for _ in range(min(cuantos, len(citables))):
        turno = min(de_cada, key=lambda oficina: (citadas[oficina], oficina))
        citadas[turno] += 1
        yield de_cada[turno].pop()
        if not de_cada[turno]:
            del de_cada[turno]


def _cuantos(cuantos: int) -> str:
    if cuantos == 1:
        return "De cada componente, un reporte del período"
    return f"De cada componente, hasta {con_miles(cuantos)} de los reportes del período"


def _cita(fila: FilaAnalizada) -> str:
    """``Planeación. 1.1 Elaborar el plan: «Se elaboró»``, con lo primero en negrita."""
    reporte = _reporte(fila)
    nombre = recortado(nombre_de_fila(fila, con_dependencia=False), LARGO // 2)
    texto = f": «{recortado(en_un_renglon(reporte.texto if reporte else None), LARGO)}»"
    if fila.oficina:
        return ConEntrada(fila.oficina, f". {nombre}{texto}")
    return ConEntrada(nombre, texto)


def _sin_citar(cifras: Cifras, citables: list[FilaAnalizada], citadas: int) -> Iterator[str]:
    """Cuántas quedan: con las citadas se llega a las que tienen reporte en el período."""
    if quedan := len(citables) - citadas:
        yield f"Y {con_miles(quedan)} más, en {Remite('matriz', antes='el ', si_no='la matriz')}."
    con_texto = {fila.ruta for fila in citables}
    callan = [f for f in cifras.filas if f.aplica and f.reportada and f.ruta not in con_texto]
    if callan:
        otras = "otra" if len(callan) == 1 else "otras {n}"
        cuales = otras if citables else "{cuenta}"
        declarado = "se declaró el avance o el estado, sin un texto que citar"
        yield FILAS.di(f"De {cuales} {declarado}.", len(callan))


def _citables(cifras: Cifras, terminaron: set[str]) -> list[FilaAnalizada]:
    """Las filas que reportaron un texto en el período, en el orden en que se citan."""
    filas = [fila for fila in cifras.filas if fila.aplica and fila.reportada and _reporte(fila)]
    return sorted(filas, key=lambda fila: _lugar(fila, terminaron))


def _lugar(fila: FilaAnalizada, terminaron: set[str]) -> tuple[bool, bool, bool]:
    reporte = _reporte(fila)
    revision = reporte.verificacion if reporte else None
    verificada = revision is not None and revision.resultado is Resultado.VERIFICADA
    return not verificada, fila.ruta not in terminaron, not (reporte and reporte.evidencias)


def _reporte(fila: FilaAnalizada) -> Seguimiento | None:
    """El último seguimiento del período que trae texto."""
    con_texto = (
        seguimiento
        for seguimiento in reversed(fila.del_periodo)
        if es_reporte(Seguimiento(corte=seguimiento.corte, texto=seguimiento.texto))
    )
    return next(con_texto, None)
