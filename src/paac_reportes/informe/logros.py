"""Lo que se hizo, en palabras de quien lo reportó: nunca resumido ni corregido."""

from collections import Counter
from collections.abc import Iterator

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.analisis.situacion import dice_algo
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.frases import LETRAS_EN_UN_RENGLON, nombre_de_fila, palabras_de
from paac_reportes.informe.vencimientos import componente_en_breve
from paac_reportes.modelo import Estado, Resultado, Seguimiento
from paac_reportes.textos.frases import con_mayuscula, en_un_renglon, recortado, seguidas
from paac_reportes.textos.markdown import ConEntrada, ListaDeMarkdown, Nota, Parrafos
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import con_miles

LARGO = 200
"""Las letras que se citan de un reporte; lo demás está en la matriz."""

REGLA = "Van primero los verificados; luego, lo terminado en el período y lo que trae evidencias."
"""En qué orden se citan; entre los iguales, el del plan."""


def ejecutado(analisis: Analisis) -> Parrafos:
    """Los párrafos de lo que se hizo: por componente, unos reportes del período a la letra."""
    cuantos = analisis.reglas.logros
    terminaron = {fila.ruta for fila in analisis.todo.terminaron}
    se_declara = any(_reporte(fila) and _declaracion(fila) for fila in analisis.todo.aplican)
    citables = [
        _citables(cifras, terminaron, se_declara=se_declara) for cifras in analisis.componentes
    ]
    if not cuantos or not any(citables):
        return Parrafos(())
    oficinas = {id(oficina): lugar for lugar, oficina in enumerate(analisis.plan.dependencias)}
    citadas: Counter[int] = Counter()
    elegidas = [
        fila
        for del_componente in citables
        for fila in _elegidas_por_turnos(del_componente, cuantos, oficinas, citadas)
    ]
    varios = len(analisis.componentes) > 1
    citas = ListaDeMarkdown(_cita(fila, _donde(fila) if varios else "") for fila in elegidas)
    reportadas, quedan = analisis.todo.reportadas, len(analisis.todo.reportadas) - len(elegidas)
    donde = Remite("matriz", antes="el ", si_no="la matriz")
    demas = palabras_de(reportadas).di(f"[Queda|Quedan] {{n}} más, en {donde}.", quedan)
    frases = (f"{_frase_de_cuantos(cuantos)}.", REGLA, demas if quedan else "")
    return Parrafos((citas, Nota(seguidas(*frases))))


def _elegidas_por_turnos(
    citables: list[FilaAnalizada],
    cuantos: int,
    oficinas: dict[int, int],
    citadas: Counter[int],
) -> Iterator[FilaAnalizada]:
    """Las filas que se citan, cada vez una de la oficina menos citada, que ``citadas`` cuenta.

    Si no, las de la primera dependencia del plan llenarían todos los componentes.
    """
    por_oficina = agrupadas(
        [(oficinas.get(id(fila.dependencia), -1), fila) for fila in reversed(citables)]
    )
    for _ in range(min(cuantos, len(citables))):
        turno = min(por_oficina, key=lambda oficina: (citadas[oficina], oficina))
        citadas[turno] += 1
        yield por_oficina[turno].pop()
        if not por_oficina[turno]:
            del por_oficina[turno]


def _frase_de_cuantos(cuantos: int) -> str:
    if cuantos == 1:
        return "De cada componente, un reporte del período, a la letra"
    return f"De cada componente, hasta {con_miles(cuantos)} de los reportes del período, a la letra"


def _donde(fila: FilaAnalizada) -> str:
    """``componente 1``; el que no tiene número se nombra."""
    de_cual = "componente " if fila.componente.numero is not None else ""
    return f"{de_cual}{componente_en_breve(fila)}"


def _cita(fila: FilaAnalizada, donde: str) -> str:
    """``Planeación, componente 1. 1.1 Elaborar el plan: «Se elaboró»``; en negrita, lo primero."""
    reporte = _reporte(fila)
    nombre = recortado(nombre_de_fila(fila, con_dependencia=False), LETRAS_EN_UN_RENGLON)
    texto = f"{nombre}: «{recortado(en_un_renglon(reporte.texto if reporte else None), LARGO)}»"
    if fila.oficina:
        return ConEntrada(fila.oficina, f"{donde and f', {donde}'}. {texto}")
    return ConEntrada(con_mayuscula(donde), f". {texto}") if donde else texto


def _citables(cifras: Cifras, terminaron: set[str], *, se_declara: bool) -> list[FilaAnalizada]:
    """Las filas que reportaron en el período algo hecho, en el orden en que se citan."""
    con_reporte = (f for f in cifras.filas if f.aplica and f.reportada and _reporte(f))
    filas = [fila for fila in con_reporte if _hizo_algo(fila, se_declara=se_declara)]
    return sorted(filas, key=lambda fila: _orden_de_cita(fila, terminaron))


def _hizo_algo(fila: FilaAnalizada, *, se_declara: bool) -> bool:
    """Si lo que reportó en el período cuenta algo hecho, hasta donde los datos lo dicen.

    «Sin presupuesto», al 0 %, no lo cuenta. Un texto solo («Programada para mayo») no dice si se
    hizo: donde otros textos van con su avance, no se cita sin una evidencia o sin verificarse.
    """
    declara = _declaracion(fila)
    if declara is not None:
        return bool(declara.avance) or (
            declara.avance is None and declara.estado is not Estado.SIN_AVANCE
        )
    reporte = _reporte(fila)
    return not se_declara or (
        reporte is not None and bool(reporte.evidencias or _se_verifico(reporte))
    )


def _orden_de_cita(fila: FilaAnalizada, terminaron: set[str]) -> tuple[bool, bool, bool]:
    """La clave con que se ordenan: verificada, terminada en el período, con evidencias."""
    reporte = _reporte(fila)
    verificada = reporte is not None and _se_verifico(reporte)
    return not verificada, fila.ruta not in terminaron, not (reporte and reporte.evidencias)


def _se_verifico(reporte: Seguimiento) -> bool:
    revision = reporte.verificacion
    return revision is not None and revision.resultado is Resultado.VERIFICADA


def _declaracion(fila: FilaAnalizada) -> Seguimiento | None:
    """El último seguimiento del período que declara un avance o un estado."""
    declaran = (
        seguimiento
        for seguimiento in reversed(fila.del_periodo)
        if seguimiento.avance is not None or seguimiento.estado not in {None, Estado.SIN_REPORTE}
    )
    return next(declaran, None)


def _reporte(fila: FilaAnalizada) -> Seguimiento | None:
    """El último seguimiento del período que trae texto."""
    return next(filter(dice_algo, reversed(fila.del_periodo)), None)
