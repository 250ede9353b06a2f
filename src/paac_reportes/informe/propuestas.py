"""Las recomendaciones que se proponen de unas cifras.

Una propuesta sale de una causa en las cifras de una oficina, y nombra sus filas. Su ``id`` es el
corte, la causa y la oficina: los mismos datos dan el mismo, aunque las filas cambien de lugar. Una
fila no se pide dos veces: lo que ya se pidió de ella por otra causa, o en un corte anterior y no
consta cumplido, no se vuelve a proponer. Lo vencido hace mucho es otra causa que lo vencido hace
poco, con otro plazo; lo que se pidió por una no se pide por la otra.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from itertools import chain

import attrs

from paac_reportes import clases
from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import FilaAnalizada, Filas, sin_las_excluidas
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.frases import responsable_escrito
from paac_reportes.informe.recomendaciones_del_mapa import fila_de_riesgo, motivos
from paac_reportes.informe.vencimientos import DESPUES, MUY, PRONTO, dentro_de, vencio_hace_mucho
from paac_reportes.modelo import (
    EstadoDeRecomendacion,
    FilaRecomendada,
    OrigenDeRecomendacion,
    Recomendacion,
    Resultado,
)
from paac_reportes.modelo.plan import anteriores_a, del_corte
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import en_ascii_y_distinto, fecha_corta

Rutas = tuple[str, ...]


@clases.frozen
class _Causa:
    """Algo de las cifras que conviene atender."""

    clave: str
    """Clave que va en el ``id``: no cambia nunca."""
    filas: Callable[[Cifras], Filas]
    peticion: str
    """Qué se recomienda, a quien sea: las filas y su dueño van al lado."""
    es_de_reportar: bool = False
    """Si pide un reporte: de una fila se pide uno solo."""
    habiles: int | None = None
    """Días hábiles de plazo desde el corte; ``None``, para el cierre del próximo."""


def _sin_avance(cifras: Cifras) -> Filas:
    """Lo que aplica sin avance ni terminar; nada si nadie declara porcentajes: se pide una vez."""
    if not cifras.con_avance:
        return ()
    return tuple(
        fila for fila in cifras.aplican if fila.situacion.avance is None and not fila.terminada
    )


def _de_revision(cifras: Cifras) -> Filas:
    """Las filas cuyas evidencias no se verificaron del todo."""
    return cifras.las(
        lambda fila: bool(fila.revision and fila.revision.resultado is not Resultado.VERIFICADA)
    )


def _con_dudas(cifras: Cifras) -> Filas:
    """Las filas cuyos datos se contradicen; un avance que bajó puede ser cierto, y no entra."""
    bajaron = {fila.ruta for fila in cifras.bajaron}
    dudosas = (
        fila
        for fila, duda in cifras.contradicciones
        if duda.duda != "retrocede" or fila.ruta not in bajaron
    )
    return tuple({fila.ruta: fila for fila in dudosas}.values())


def _vencidas_hace_mucho(filas: Filas) -> Filas:
    """Las filas que vencieron hace más de 90 días."""
    return tuple(fila for fila in filas if vencio_hace_mucho(fila.ultimo_dia, fila.corte))


def _vencidas_hace_poco(filas: Filas) -> Filas:
    return tuple(fila for fila in filas if not vencio_hace_mucho(fila.ultimo_dia, fila.corte))


CAUSAS = (
    _Causa(
        "muy-vencidas",
        lambda cifras: _vencidas_hace_mucho(cifras.vencidas),
        "Terminar lo que venció hace más de 90 días, o aprobar su nueva fecha con acta",
        habiles=PRONTO,
    ),
    _Causa(
        "muy-calladas",
        lambda cifras: _vencidas_hace_mucho(cifras.vencidas_sin_reporte),
        "Reportar lo hecho de lo que venció hace más de 90 días y no tiene reporte",
        es_de_reportar=True,
        habiles=PRONTO,
    ),
    _Causa(
        "vencidas",
        lambda cifras: _vencidas_hace_poco(cifras.vencidas),
        "Terminar lo vencido, o aprobar su nueva fecha con acta",
        habiles=DESPUES,
    ),
    _Causa(
        "calladas",
        lambda cifras: _vencidas_hace_poco(cifras.vencidas_sin_reporte),
        "Reportar lo hecho de lo vencido que no tiene reporte",
        es_de_reportar=True,
        habiles=DESPUES,
    ),
    _Causa(
        "sin-reporte",
        # De lo vencido ya se pidió terminarlo, y para antes.
        lambda cifras: sin_las_excluidas(cifras.sin_reporte, cifras.vencidas),
        "Reportar lo exigible en el período que quedó sin reporte",
        es_de_reportar=True,
    ),
    _Causa(
        "sin-declarar",
        lambda cifras: cifras.por_determinar,
        "Declarar el avance o el estado de lo que debía terminar y sólo trae un texto",
        es_de_reportar=True,
    ),
    _Causa(
        "al-dia",
        lambda cifras: cifras.al_dia_sin_reporte,
        "Reportar lo que estuvo al día y de lo que después no se supo nada",
        es_de_reportar=True,
    ),
    _Causa(
        "en-blanco",
        lambda cifras: cifras.en_blanco_bajo_reporte,
        "Escribir su reporte, o un guion, en lo que quedó en blanco",
        es_de_reportar=True,
    ),
    _Causa(
        "sin-avance",
        _sin_avance,
        "Declarar el porcentaje de avance de lo que aplica y no lo tiene",
        es_de_reportar=True,
    ),
    _Causa(
        "sin-fecha",
        lambda cifras: cifras.sin_dia_claro,
        "Poner día o mes a lo que no lo tiene",
    ),
    _Causa("evidencias", _de_revision, "Completar las evidencias que no se verificaron del todo"),
    _Causa("contradicen", _con_dudas, "Corregir los datos que se contradicen"),
    _Causa("bajaron", lambda cifras: cifras.bajaron, "Aclarar por qué bajó el avance"),
    _Causa(
        "reabiertas", lambda cifras: cifras.reabiertas, "Confirmar el estado de lo que se reabrió"
    ),
)


@clases.frozen
class _Oficina:
    """A quien se le pide: la dependencia o, en un plan que no las tiene, el responsable."""

    clave: str
    nombre: str | None = attrs.field(eq=False)
    """Nombre como se escribió la primera vez: con otras mayúsculas, o un punto, es la misma
    oficina."""


def proponer(analisis: Analisis) -> tuple[Recomendacion, ...]:
    """Las recomendaciones que se proponen de las cifras en su corte; sin él, ninguna.

    De lo vencido hace más de 90 días, para cinco días hábiles después del corte; de lo demás que
    está vencido, quince; del resto, para el cierre del próximo corte de la serie.
    """
    return tuple(propuesta for propuesta, _ in propuestas_con_filas(analisis))


@clases.frozen(kw_only=True)
class _Pedido:
    """Lo que se le pide a una oficina, y de qué filas."""

    clave: str
    """La causa y la oficina, como van en su ``id``."""
    peticion: str
    responsable: str | None
    filas: Sequence[tuple[FilaRecomendada, str]] = ()
    """Filas como se nombran, con su ruta, vacía si hoy no están. Ninguna, si son todas."""
    habiles: int | None = None


def propuestas_con_filas(analisis: Analisis) -> Iterator[tuple[Recomendacion, Rutas]]:
    """Cada propuesta con las rutas de sus filas; la de todo el plan no nombra ninguna."""
    plan, corte, proximo = analisis.plan, analisis.corte, analisis.proximo
    if corte is None:
        return
    cierre = fecha_corta(proximo) if proximo else None
    # La que no se acogió ya se pidió, y se respondió: insistir es decisión de quien firma.
    anteriores = [
        anterior
        for anterior in anteriores_a(plan.recomendaciones, corte)
        if anterior.estado is not EstadoDeRecomendacion.CUMPLIDA
    ]
    veces_pedidas: _VecesPedidas = Counter(
        (_causa_y_oficina_de(anterior), fila.codigo, fila.texto)
        for anterior in anteriores
        for fila in anterior.filas
    )
    ya_se_pidio = any(_causa_y_oficina_de(a) == _SIN_PORCENTAJES for a in anteriores)
    de_todo_el_plan = () if ya_se_pidio else _porcentajes(analisis)
    for pedido in chain(
        _por_la_historia(analisis),
        _por_el_mapa(analisis, corte),
        _por_las_cifras(analisis),
        de_todo_el_plan,
    ):
        filas = [*_sin_las_ya_pedidas(pedido, veces_pedidas)]
        if filas or not pedido.filas:
            recomendacion = Recomendacion(
                id=f"{corte.isoformat()}.{pedido.clave}",
                corte=corte,
                texto=f"{pedido.peticion}.",
                filas=[fila for fila, _ in filas],
                responsable=pedido.responsable,
                fecha=cierre if pedido.habiles is None else dentro_de(pedido.habiles, corte),
                origen=OrigenDeRecomendacion.PROPUESTA,
            )
            yield recomendacion, tuple(ruta for _, ruta in filas)


def _causa_y_oficina(causa: str, oficina: str) -> str:
    """La causa y la oficina como van en un ``id``, ``vencidas.hacienda``; sin oficina, la causa."""
    return ".".join(filter(None, (causa, oficina)))


_SIN_ACTO = "sin-acto"
"""La causa de lo debido que cambió, y no consta quién lo aprobó."""


def _por_la_historia(analisis: Analisis) -> Iterator[_Pedido]:
    """Lo que debía estar terminado y cambió, que va primero; las filas, como se llamaban."""
    historia = analisis.historia
    if historia is None or historia.control:
        return
    ruta_de = {fila.antes.ruta: fila.despues.ruta for fila in historia.por_aprobar if fila.despues}
    antes = tuple(fila.antes for fila in historia.por_aprobar)
    for oficina, filas in _por_oficina(antes, analisis).items():
        yield _Pedido(
            clave=_causa_y_oficina(_SIN_ACTO, oficina.clave),
            peticion="Allegar el acta o el acto administrativo que aprobó el cambio de lo que debía"
            " estar terminado",
            responsable=oficina.nombre,
            filas=[(fila_recomendada(fila), ruta_de.get(fila.ruta, "")) for fila in filas],
            habiles=DESPUES,
        )


def _por_el_mapa(analisis: Analisis, corte: date) -> Iterator[_Pedido]:
    """Lo que se pide por los riesgos del mapa, que va antes que lo de las cifras."""
    cifras = analisis.riesgos
    if cifras is None:
        return
    for causa, responsable, riesgos in motivos(cifras):
        letras = min(_LETRAS_DE_LA_OFICINA, _LETRAS_DEL_ID - len(f"{corte}..{causa.clave}"))
        yield _Pedido(
            clave=_causa_y_oficina(causa.clave, _clave(responsable, letras)),
            peticion=causa.peticion,
            responsable=responsable,
            filas=[(fila_de_riesgo(r), f"mapa_de_riesgos.{r.ruta}") for r in riesgos],
            habiles=causa.habiles,
        )


_GUARDADAS = "_propuestas"


def recomendaciones_de(analisis: Analisis) -> tuple[tuple[Recomendacion, Rutas | None], ...]:
    """Las recomendaciones del corte o, si el plan no trae ni una ni su texto, las propuestas.

    Quien las escribió manda: también si en su lugar dejó un texto en blanco. Con cada propuesta van
    las rutas de sus filas; con las demás, ``None``: las nombran por su código y su texto.
    """
    if del_plan := del_corte(analisis.plan.recomendaciones, analisis.corte):
        return tuple((r, None) for r in del_plan)
    if "recomendaciones" in analisis.plan.textos:
        return ()
    # Se guardan en el análisis: las piden su tabla, su párrafo y las listas de las cuentas.
    guardado = vars(analisis)
    if _GUARDADAS not in guardado:
        guardado[_GUARDADAS] = (*propuestas_con_filas(analisis),)
    propuestas: tuple[tuple[Recomendacion, Rutas], ...] = guardado[_GUARDADAS]
    return propuestas


_SIN_PORCENTAJES = "porcentajes"
"""La causa que es de todo el plan, y no de una oficina."""
A_TODAS, A_TODOS = "Todas las dependencias", "Todos los responsables"


def _porcentajes(analisis: Analisis) -> Iterator[_Pedido]:
    """La petición de que se declaren porcentajes, si nadie lo hace: es de todas las filas."""
    cifras, dependencias = analisis.todo, analisis.plan.dependencias
    if cifras.aplican and cifras.reportadas and not cifras.con_avance:
        responsable = A_TODAS if dependencias else A_TODOS
        ninguno = "no se conoce" if cifras.alguno_se_declaro else "no se declaró"
        yield _Pedido(
            clave=_SIN_PORCENTAJES,
            peticion=f"Declarar el porcentaje de avance de lo que se reporta: {ninguno} ninguno",
            responsable=dependencias[0].nombre if len(dependencias) == 1 else responsable,
        )


def _causa_y_oficina_de(recomendacion: Recomendacion) -> str:
    """La causa y la oficina del ``id`` de una propuesta, ``vencidas.hacienda``."""
    return _sin_urgencia(recomendacion.id.partition(".")[2])


def causa_de(propuesta: Recomendacion) -> str:
    """La causa de las cifras de que salió una propuesta, que va en su ``id``: ``vencidas``."""
    return propuesta.id.partition(".")[2].partition(".")[0]


def _sin_urgencia(clave: str) -> str:
    """La clave sin lo que la hace muy urgente: ``vencidas``, de ``muy-vencidas``."""
    return clave.removeprefix(MUY)


_VecesPedidas = Counter[tuple[str, str | None, str]]
"""Cuántas veces se pidió ya cada fila, por la causa y la oficina de su ``id``."""


def _por_las_cifras(analisis: Analisis) -> Iterator[_Pedido]:
    """Lo que las cifras llevan a pedir: por causa, las filas de cada oficina."""
    oficinas = [*_por_oficina(analisis.todo.filas, analisis)]
    por_reportar: set[str] = set()
    """Las filas de las que ya se pidió un reporte."""
    for causa in CAUSAS:
        por_oficina = _por_oficina(causa.filas(analisis.todo), analisis)
        for oficina in oficinas:
            filas = por_oficina.get(oficina, ())
            if causa.es_de_reportar:
                filas = tuple(fila for fila in filas if fila.ruta not in por_reportar)
                por_reportar.update(fila.ruta for fila in filas)
            if filas:
                yield _Pedido(
                    clave=_causa_y_oficina(causa.clave, oficina.clave),
                    peticion=causa.peticion,
                    responsable=oficina.nombre,
                    filas=[(fila_recomendada(fila), fila.ruta) for fila in filas],
                    habiles=causa.habiles,
                )


def _sin_las_ya_pedidas(
    pedido: _Pedido, abiertas: _VecesPedidas
) -> Iterator[tuple[FilaRecomendada, str]]:
    """Las filas de un pedido, sin las ya pedidas por su causa y oficina, que se descuentan."""
    for fila, ruta in pedido.filas:
        clave_de_fila = (_sin_urgencia(pedido.clave), fila.codigo, fila.texto)
        if abiertas[clave_de_fila]:
            abiertas[clave_de_fila] -= 1
        else:
            yield fila, ruta


def _por_oficina(filas: Filas, analisis: Analisis) -> dict[_Oficina, Filas]:
    """Las filas de cada oficina; la misma, aunque cambien sus mayúsculas o sus tildes."""
    grupos = agrupadas([(_clave(_responsable(fila, analisis)), fila) for fila in filas])
    return {
        _Oficina(clave, _responsable(grupo[0], analisis)): tuple(grupo)
        for clave, grupo in grupos.items()
    }


def _responsable(fila: FilaAnalizada, analisis: Analisis) -> str | None:
    """Responsable de una fila: su dependencia o, si el plan no las tiene, quien la fila dice.

    ``None`` si no se sabe.
    """
    if analisis.plan.dependencias:
        return fila.dependencia.nombre if fila.dependencia else None
    return responsable_escrito(fila)


_LETRAS_DE_LA_OFICINA = 36
"""Letras: con la fecha y la causa más larga, un ``id`` no pasa de 64; en las del mapa, más largas,
caben menos."""
_LETRAS_DEL_ID = 64
_CIFRAS_DE_LA_HUELLA = 8
"""Cifras hexadecimales que van en el ``id`` de una oficina cuyo nombre no se deja escribir."""


def _clave(nombre: str | None, letras: int = _LETRAS_DE_LA_OFICINA) -> str:
    """El nombre de una oficina como va en un ``id``, sin tildes: ``hacienda``."""
    if nombre is None:
        return ""
    en_ascii = en_ascii_y_distinto(nombre, letras)
    return en_ascii or sha256(en_plano(nombre).encode()).hexdigest()[:_CIFRAS_DE_LA_HUELLA]


def fila_recomendada(fila: FilaAnalizada) -> FilaRecomendada:
    """La fila como la nombra una recomendación: con su código y su texto."""
    return FilaRecomendada(codigo=fila.fila.identificador, texto=fila.fila.texto or "")
