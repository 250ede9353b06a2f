"""Las recomendaciones de un informe: las que se proponen, y cómo se muestran con las anteriores.

Una propuesta sale de una causa en las cifras de una oficina, y nombra sus filas. Su ``id`` es el
corte, la causa y la oficina: los mismos datos dan el mismo, aunque las filas cambien de lugar. Una
fila no se pide dos veces: lo que ya se pidió de ella por otra causa, o en un corte anterior y sigue
abierto, no se vuelve a proponer. Lo vencido hace mucho es otra causa que lo vencido hace poco, con
otro plazo; lo que se pidió por una no se pide por la otra.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from paac_reportes import clases
from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.avance import Filas
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.codigos import Codigo, Codigos
from paac_reportes.analisis.filas import FilaAnalizada, ultimo_dia
from paac_reportes.analisis.situacion import SIN_CONTENIDO
from paac_reportes.formatos.definicion.filas import DetalleDeRecomendacion
from paac_reportes.informe.codigos import juntos as codigos_juntos
from paac_reportes.informe.frases import DE_CADA_LISTA, por_clase
from paac_reportes.modelo import (
    EstadoDeRecomendacion,
    FilaRecomendada,
    OrigenDeRecomendacion,
    Plan,
    Recomendacion,
    Resultado,
)
from paac_reportes.modelo.recomendaciones import anteriores_a, del_corte
from paac_reportes.modelo.recorrer import Parada, recorrer
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import (
    como_texto,
    con_miles,
    contar,
    en_ascii_y_distinto,
    fecha_corta,
    lista,
)

if TYPE_CHECKING:
    from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa
    from paac_reportes.informe.recomendaciones_del_mapa import Motivo

Rutas = tuple[str, ...]

PRONTO, DESPUES = 5, 15
"""Los días hábiles de lo vencido hace más de 90 días, y de lo demás que está vencido."""
_DIAS_DE_LO_MUY_VENCIDO = 90
MUY = "muy-"


def vencio_hace_mucho(ultimo: date | None, corte: date | None) -> bool:
    """Si entre su último día y el corte van más de 90 días."""
    return bool(ultimo and corte and (corte - ultimo).days > _DIAS_DE_LO_MUY_VENCIDO)


@clases.frozen
class _Causa:
    """Algo de las cifras que conviene atender."""

    clave: str
    """La de su ``id``: no cambia nunca."""
    filas: Callable[[Cifras], Filas]
    pide: str
    """Qué se recomienda, a quien sea: las filas y su dueño van al lado."""
    es_de_reportar: bool = False
    """Si pide un reporte: de una fila se pide uno solo."""
    habiles: int | None = None
    """En cuántos días hábiles desde el corte; si no, para el cierre del próximo."""

    @property
    def familia(self) -> str:
        """Con qué se reconoce lo que ya se pidió: lo mismo si vencía hace poco."""
        return _familia(self.clave)


def _sin_avance(todo: Cifras) -> Filas:
    """Ninguna si nadie declara porcentajes: se pide una vez, y no a cada oficina."""
    if not todo.con_avance:
        return ()
    return tuple(f for f in todo.aplican if f.situacion.avance is None and not f.terminada)


def _de_revision(todo: Cifras) -> Filas:
    return todo.las(
        lambda f: bool(
            f.seguimiento
            and f.seguimiento.verificacion
            and f.seguimiento.verificacion.resultado is not Resultado.VERIFICADA
        )
    )


def _con_dudas(todo: Cifras) -> Filas:
    """Las de datos que se contradicen; un avance que bajó de un corte a otro puede ser cierto."""
    bajaron = {fila.ruta for fila in todo.bajaron}
    dudosas = (
        fila
        for fila, duda in todo.contradicciones
        if duda.duda != "retrocede" or fila.ruta not in bajaron
    )
    return tuple({fila.ruta: fila for fila in dudosas}.values())


def _hace_mucho(filas: Filas) -> Filas:
    return tuple(fila for fila in filas if vencio_hace_mucho(ultimo_dia(fila), fila.corte))


def _hace_poco(filas: Filas) -> Filas:
    return tuple(fila for fila in filas if not vencio_hace_mucho(ultimo_dia(fila), fila.corte))


CAUSAS = (
    _Causa(
        "muy-vencidas",
        lambda c: _hace_mucho(c.vencidas),
        "Terminar lo que venció hace más de 90 días, o aprobar su nueva fecha con acta",
        habiles=PRONTO,
    ),
    _Causa(
        "muy-calladas",
        lambda c: _hace_mucho(c.vencidas_sin_reporte),
        "Reportar lo hecho de lo que venció hace más de 90 días y no tiene reporte",
        es_de_reportar=True,
        habiles=PRONTO,
    ),
    _Causa(
        "vencidas",
        lambda c: _hace_poco(c.vencidas),
        "Terminar lo vencido, o aprobar su nueva fecha con acta",
        habiles=DESPUES,
    ),
    _Causa(
        "calladas",
        lambda c: _hace_poco(c.vencidas_sin_reporte),
        "Reportar lo hecho de lo vencido que no tiene reporte",
        es_de_reportar=True,
        habiles=DESPUES,
    ),
    _Causa(
        "sin-reporte",
        lambda c: c.sin_reporte,
        "Reportar lo exigible en el período que quedó sin reporte",
        es_de_reportar=True,
    ),
    _Causa(
        "sin-declarar",
        lambda c: c.por_determinar,
        "Declarar el avance o el estado de lo que debía estar terminado y sólo tiene un texto",
        es_de_reportar=True,
    ),
    _Causa(
        "al-dia",
        lambda c: c.al_dia_sin_reporte,
        "Reportar lo que estuvo al día y de lo que después no se supo nada",
        es_de_reportar=True,
    ),
    _Causa(
        "en-blanco",
        lambda c: c.en_blanco_bajo_reporte,
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
        lambda c: c.sin_dia_claro,
        "Programar con un día, un mes o un período lo que no lo dice",
    ),
    _Causa("evidencias", _de_revision, "Completar las evidencias que no se verificaron del todo"),
    _Causa("contradicen", _con_dudas, "Corregir los datos que se contradicen"),
    _Causa("bajaron", lambda c: c.bajaron, "Aclarar por qué bajó el avance"),
    _Causa("reabiertas", lambda c: c.reabiertas, "Confirmar el estado de lo que se reabrió"),
)


@clases.frozen
class _Oficina:
    """A quien se le pide: la dependencia o, en un plan que no las tiene, el responsable."""

    clave: str
    nombre: str | None = attrs.field(eq=False)
    """Como se escribió la primera vez: con otras mayúsculas, o con un punto, es la misma."""


def proponer(analisis: Analisis) -> tuple[Recomendacion, ...]:
    """Las que salen de las cifras en su corte, por causa y por oficina; sin él, ninguna.

    De lo vencido hace más de 90 días, para cinco días hábiles después del corte; de lo demás que
    está vencido, quince; del resto, para el cierre del próximo corte de la serie.
    """
    return tuple(una for una, _ in propuestas_con_filas(analisis))


def propuestas_con_filas(analisis: Analisis) -> Iterator[tuple[Recomendacion, Rutas]]:
    """Lo mismo, cada una con las rutas de sus filas; la de todo el plan no nombra ninguna."""
    corte = analisis.corte
    if corte is None:
        return
    proximo = analisis.proximo
    fecha = fecha_corta(proximo) if proximo else None
    anteriores = [u for u in anteriores_a(analisis.plan.recomendaciones, corte) if u.esta_abierta]
    abiertas = _ya_pedidas(anteriores)
    de_todos = () if any(_causa_de(u) == _NADIE for u in anteriores) else _de_todos(analisis, fecha)
    yield from _de_la_historia(analisis, abiertas)
    if analisis.riesgos is not None:
        yield from _del_mapa(analisis, analisis.riesgos, fecha, abiertas)
    for oficina, causa, filas in _motivos(analisis, abiertas):
        una = Recomendacion(
            id=".".join(filter(None, (corte.isoformat(), causa.clave, oficina.clave))),
            corte=corte,
            texto=f"{causa.pide}.",
            filas=[_nombrada(fila) for fila in filas],
            responsable=oficina.nombre,
            fecha=fecha if causa.habiles is None else _dentro_de(causa.habiles, corte),
            origen=OrigenDeRecomendacion.PROPUESTA,
        )
        yield una, tuple(fila.ruta for fila in filas)
    yield from ((una, ()) for una in de_todos)


_SIN_ACTO = "sin-acto"
"""La causa de lo debido que cambió, y no consta quién lo aprobó."""


def _de_la_historia(
    analisis: Analisis, abiertas: "_Pedidas"
) -> Iterator[tuple[Recomendacion, Rutas]]:
    """Las de lo que debía estar terminado y cambió: van antes que todas.

    Nombran cada fila como se llamaba entonces; la ruta de una retirada, que hoy no tiene, va vacía.
    """
    historia, corte = analisis.historia, analisis.corte
    if corte is None or historia is None or historia.control:
        return
    ruta_de = {una.antes.ruta: una.despues.ruta for una in historia.cambiadas if una.despues}
    antes = tuple(una.antes for una in historia.cambiadas)
    for oficina, filas in _por_oficina(antes, analisis).items():
        clave = ".".join(filter(None, (_SIN_ACTO, oficina.clave)))
        if nuevas := tuple(_sin_las_pedidas(filas, clave, abiertas)):
            una = Recomendacion(
                id=f"{corte.isoformat()}.{clave}",
                corte=corte,
                texto="Allegar el acta o el acto administrativo que aprobó el cambio de lo que ya"
                " debía estar terminado.",
                filas=[_nombrada(fila) for fila in nuevas],
                responsable=oficina.nombre,
                fecha=_dentro_de(DESPUES, corte),
                origen=OrigenDeRecomendacion.PROPUESTA,
            )
            yield una, tuple(ruta_de.get(fila.ruta, "") for fila in nuevas)


def _dentro_de(habiles: int, corte: date) -> str:
    from paac_reportes.analisis.calendario import plazo_de_publicacion  # noqa: PLC0415 - los festivos

    return fecha_corta(plazo_de_publicacion(corte, dias=habiles))


def _del_mapa(
    analisis: Analisis, cifras: "CifrasDelMapa", fecha: str | None, abiertas: "_Pedidas"
) -> Iterator[tuple[Recomendacion, Rutas]]:
    """Las del mapa de riesgos, que van primero: lo que ocurrió no espera."""
    from paac_reportes.informe.recomendaciones_del_mapa import (  # noqa: PLC0415 - si lo hay
        motivos,
        motivos_de_lo_que_cambio,
        nombrado,
    )

    corte, historia, antes = analisis.corte, analisis.historia, analisis.anterior
    assert corte is not None  # noqa: S101 - sin él no se propone
    cambiaron: Iterator[Motivo] = iter(())
    if historia is not None and not historia.control and antes and antes.riesgos:
        cambiaron = motivos_de_lo_que_cambio(antes.riesgos, historia)
    de_hoy = {id(uno) for uno in cifras.riesgos}
    for motivo in chain(cambiaron, motivos(cifras)):
        causa = motivo.causa
        letras = min(_LETRAS_DE_LA_OFICINA, _LETRAS_DEL_ID - len(f"{corte}..{causa}"))
        clave = ".".join(filter(None, (causa, _clave_de(motivo.responsable, letras))))
        nuevos = []
        for riesgo in motivo.riesgos:
            fila = nombrado(riesgo)
            cual = (_familia(clave), fila.codigo, fila.texto)
            if abiertas[cual]:
                abiertas[cual] -= 1
            else:
                nuevos.append((riesgo, fila))
        if nuevos:
            suyo = attrs.evolve(motivo, riesgos=tuple(riesgo for riesgo, _ in nuevos))
            una = Recomendacion(
                id=f"{corte.isoformat()}.{clave}",
                corte=corte,
                texto=suyo.texto,
                filas=[fila for _, fila in nuevos],
                responsable=suyo.responsable,
                fecha=fecha if motivo.habiles is None else _dentro_de(motivo.habiles, corte),
                origen=OrigenDeRecomendacion.PROPUESTA,
            )
            yield (
                una,
                tuple(
                    f"mapa_de_riesgos.{riesgo.ruta}" if id(riesgo) in de_hoy else ""
                    for riesgo, _ in nuevos
                ),
            )


def las_del_informe(analisis: Analisis) -> tuple[tuple[Recomendacion, Rutas | None], ...]:
    """Las del corte o, si el plan no trae ni una ni el texto que las reemplaza, las propuestas.

    Quien las escribió manda: también si en su lugar dejó un texto en blanco. De las propuestas se
    saben las rutas; las demás las nombran por su código y su texto.
    """
    if suyas := del_corte(analisis.plan.recomendaciones, analisis.corte):
        return tuple((una, None) for una in suyas)
    return () if "recomendaciones" in analisis.plan.textos else (*propuestas_con_filas(analisis),)


_NADIE = "porcentajes"
"""La causa que es de todo el plan, y no de una oficina."""
_A_TODAS, _A_TODOS = "Todas las dependencias", "Todos los responsables"


def _de_todos(analisis: Analisis, fecha: str | None) -> tuple[Recomendacion, ...]:
    """Que se declaren porcentajes, si nadie lo hace: no nombra ninguna fila, porque son todas."""
    corte = analisis.corte
    if corte is None or not analisis.todo.aplican or analisis.todo.con_avance:
        return ()
    return (
        Recomendacion(
            id=f"{corte.isoformat()}.{_NADIE}",
            corte=corte,
            texto="Declarar el porcentaje de avance de lo que se reporta: no se declaró ninguno.",
            responsable=_A_TODAS if analisis.plan.dependencias else _A_TODOS,
            fecha=fecha,
            origen=OrigenDeRecomendacion.PROPUESTA,
        ),
    )


def _causa_de(una: Recomendacion) -> str:
    """La causa y la oficina de una que se propuso; de otra, lo que siga al punto de su ``id``."""
    return _familia(una.id.partition(".")[2])


def _familia(clave: str) -> str:
    return clave.removeprefix(MUY)


_Pedidas = Counter[tuple[str, str | None, str]]
"""Cuántas veces se pidió ya cada fila, por la causa y la oficina de su ``id``."""


def _ya_pedidas(anteriores: Iterable[Recomendacion]) -> _Pedidas:
    return Counter(
        (_causa_de(una), fila.codigo, fila.texto) for una in anteriores for fila in una.filas
    )


def _motivos(analisis: Analisis, abiertas: _Pedidas) -> Iterator[tuple[_Oficina, _Causa, Filas]]:
    """Por causa, las filas de cada oficina, en el orden del plan."""
    oficinas = [*_por_oficina(analisis.todo.filas, analisis)]
    pedidas: set[str] = set()
    """Las filas de las que ya se pidió un reporte."""
    for causa in CAUSAS:
        por_oficina = _por_oficina(causa.filas(analisis.todo), analisis)
        for oficina in oficinas:
            filas = por_oficina.get(oficina, ())
            if causa.es_de_reportar:
                filas = tuple(fila for fila in filas if fila.ruta not in pedidas)
                pedidas.update(fila.ruta for fila in filas)
            clave = ".".join(filter(None, (causa.familia, oficina.clave)))
            if nuevas := tuple(_sin_las_pedidas(filas, clave, abiertas)):
                yield oficina, causa, nuevas


def _sin_las_pedidas(filas: Filas, clave: str, abiertas: _Pedidas) -> Iterator[FilaAnalizada]:
    for fila in filas:
        cual = (clave, fila.fila.identificador, fila.fila.texto or "")
        if abiertas[cual]:
            abiertas[cual] -= 1
        else:
            yield fila


def _por_oficina(filas: Filas, analisis: Analisis) -> dict[_Oficina, Filas]:
    """Las filas de cada una, que es la misma aunque cambien sus mayúsculas o sus tildes."""
    de_cada: dict[str, list[FilaAnalizada]] = {}
    nombres: dict[str, str | None] = {}
    for fila in filas:
        nombre = _a_quien(fila, analisis)
        clave = _clave_de(nombre)
        nombres.setdefault(clave, nombre)
        de_cada.setdefault(clave, []).append(fila)
    return {_Oficina(clave, nombres[clave]): tuple(suyas) for clave, suyas in de_cada.items()}


def _a_quien(fila: FilaAnalizada, analisis: Analisis) -> str | None:
    if analisis.plan.dependencias:
        return fila.dependencia.nombre if fila.dependencia else None
    responsable = " ".join((fila.fila.responsable or "").split())
    return None if responsable.upper() in SIN_CONTENIDO else responsable


_LETRAS_DE_LA_OFICINA = 36
"""Con la fecha y la causa más larga, un ``id`` no pasa de 64; en las del mapa, que son más largas,
caben menos."""
_LETRAS_DEL_ID = 64
_CIFRAS_DE_LA_HUELLA = 8


def _clave_de(nombre: str | None, letras: int = _LETRAS_DE_LA_OFICINA) -> str:
    if nombre is None:
        return ""
    escrita = en_ascii_y_distinto(nombre, letras)
    return escrita or sha256(en_plano(nombre).encode()).hexdigest()[:_CIFRAS_DE_LA_HUELLA]


def _nombrada(fila: FilaAnalizada) -> FilaRecomendada:
    return FilaRecomendada(codigo=fila.fila.identificador, texto=fila.fila.texto or "")


# ------------------------------------------------------------------ lo que se muestra
_MAXIMO = 10
"""Códigos que se escriben; las demás filas se cuentan."""
_LETRAS = 60
_DONDE_ESTAN = f"en la {Remite('listas_de_las_cuentas', antes='', despues='', si_no='matriz')}"
"""Con las de su cuenta, por su código."""


def nombres_de(
    filas: Sequence[FilaRecomendada], hay: "FilasDelPlan", responsable: str | None = None
) -> str:
    """Las filas de una recomendación por su código, hasta diez; lo que cambió de ellas se dice.

    A cada código responde una sola fila; la dependencia no se repite, si es a quien se le pide.
    """
    dichas = hay.como_estan(filas, responsable)
    # En la matriz no se podrían buscar: se dicen todas.
    escritas = [*dichas[:_MAXIMO], *(una for una in dichas[_MAXIMO:] if not una.sigue)]
    juntos = "; ".join(filter(None, _escritas(escritas, hay, responsable)))
    mas = len(dichas) - len(escritas)
    return f"{juntos}; y {con_miles(mas)} más, {_DONDE_ESTAN}" if mas else juntos


@clases.frozen
class _Dicha:
    """Cómo se nombra una fila recomendada."""

    nombre: str
    sigue: bool = False
    """Si está en el plan con su código y su texto."""
    codigo: Codigo | None = None
    """El suyo, si se sabe cuál es: el nombre puede ser de varias."""
    lista: str = ""
    """``actividades``, ``tramites``, ``intercambios`` o ``riesgos``, si es de una sola."""


def _escritas(
    dichas: Sequence[_Dicha], hay: "FilasDelPlan", responsable: str | None
) -> Iterator[str]:
    """Primero las que están en el plan; después, lo que de ellas no se halla, y los riesgos."""
    codigos = [una.codigo for una in dichas if una.codigo]
    yield codigos_juntos(codigos, de_una_dependencia=hay.es_una_oficina(responsable))
    yield por_clase([(u.lista, u.nombre) for u in dichas if not u.codigo and u.lista != _RIESGOS])
    riesgos = [una.nombre for una in dichas if una.lista == _RIESGOS]
    if riesgos:
        yield f"{'riesgo' if len(riesgos) == 1 else 'riesgos'} {lista(riesgos)}"


_RIESGOS = "riesgos"


@clases.frozen
class _Lugar:
    """Dónde está una fila del plan."""

    parada: Parada
    oficina: str
    """El nombre de su dependencia, sin mayúsculas ni tildes; vacío si el plan no las tiene."""


class FilasDelPlan:
    """Las filas de un plan por su código y su texto, sin mirar mayúsculas, tildes ni espacios."""

    def __init__(self, plan: Plan, codigos: Codigos | None = None) -> None:
        self._codigos = codigos or Codigos(plan)
        self._lugares: dict[tuple[str, str], list[_Lugar]] = {}
        self._con_codigo: set[str] = set()
        self._codigo_de: dict[str, str | None] = {}
        self._en_plano: dict[str, str] = {}
        self._oficinas = {self._oficina(una.nombre) for una in plan.dependencias}
        for parada in recorrer(plan, *DE_CADA_LISTA):
            fila = parada.objeto
            dependencia = parada.de_afuera.get("dependencia")
            lugar = _Lugar(parada, self._oficina(dependencia.nombre if dependencia else None))
            codigo, texto = en_plano(fila.identificador or ""), en_plano(fila.texto or "")
            self._lugares.setdefault((codigo, texto), []).append(lugar)
            self._con_codigo.add(codigo)
            self._codigo_de.setdefault(texto, fila.identificador)
        self._riesgos = _riesgos_de(plan)

    def _oficina(self, nombre: str | None) -> str:
        """Sin mayúsculas ni tildes; son pocas, y se preguntan por cada fila."""
        if nombre is None:
            return ""
        if nombre not in self._en_plano:
            self._en_plano[nombre] = en_plano(nombre)
        return self._en_plano[nombre]

    def es_una_oficina(self, responsable: str | None) -> bool:
        """Si es una de las dependencias del plan."""
        return self._oficina(responsable) in self._oficinas

    def lugares(self, fila: FilaRecomendada, responsable: str | None = None) -> Sequence[_Lugar]:
        """Los de las que se llaman así; si el responsable es una dependencia que las tiene, suyos.

        La misma actividad, con su código, suele estar en varias dependencias.
        """
        return self._los_de(_como_se_llama(fila), responsable)

    def _los_de(self, clave: tuple[str, str], responsable: str | None) -> Sequence[_Lugar]:
        hallados = self._lugares.get(clave, ())
        oficina = self._oficina(responsable)
        return [uno for uno in hallados if uno.oficina == oficina] or hallados

    def como_estan(
        self, filas: Sequence[FilaRecomendada], responsable: str | None = None
    ) -> list[_Dicha]:
        """Cómo se nombra cada una; si no está en el plan como se llamaba, qué pasó con ella.

        De las que se llaman igual, si se nombran todas, cada una es la suya.
        """
        claves = [*map(_como_se_llama, filas)]
        veces = Counter(claves)
        puestas: Counter[tuple[str, str]] = Counter()
        dichas = []
        for fila, clave in zip(filas, claves, strict=True):
            lugares = self._los_de(clave, responsable)
            if lugares and len(lugares) == veces[clave]:
                lugares = [lugares[puestas[clave]]]
                puestas[clave] += 1
            dichas.append(self._como_esta(fila, clave, lugares))
        return dichas

    def _como_esta(
        self, fila: FilaRecomendada, clave: tuple[str, str], lugares: Sequence[_Lugar]
    ) -> _Dicha:
        codigo, texto = clave
        if len(lugares) == 1:
            suyo = self._codigos.de(lugares[0].parada.ruta)
            return _Dicha(fila.codigo or "", sigue=True, codigo=suyo)
        if lugares:
            listas = {uno.parada.lista for uno in lugares}
            unica = next(iter(listas)) if len(listas) == 1 else ""
            return _Dicha(_nombre(fila, con_texto=False), sigue=True, lista=unica)
        if (codigo, texto) in self._riesgos:
            return _Dicha(_nombre(fila, con_texto=False), sigue=True, lista=_RIESGOS)
        if texto and texto in self._codigo_de:
            if fila.codigo is None:  # se recomendó por su texto, que es el mismo
                return _Dicha(_nombre(fila, con_texto=True), sigue=True)
            ahora = self._codigo_de[texto]
            que_pasa = f"hoy es la {ahora}" if ahora else "hoy no tiene código"
        elif codigo and codigo in self._con_codigo:
            que_pasa = "con ese código hoy hay otra"
        else:
            que_pasa = "ya no está en el plan"
        return _Dicha(f"{_nombre(fila, con_texto=True)} ({que_pasa})")


def _como_se_llama(fila: FilaRecomendada) -> tuple[str, str]:
    return en_plano(fila.codigo or ""), en_plano(fila.texto)


def _riesgos_de(plan: Plan) -> frozenset[tuple[str, str]]:
    """Cómo se nombran los riesgos de su mapa, si lo lleva."""
    if plan.mapa_de_riesgos is None:
        return frozenset()
    from paac_reportes.analisis.riesgos.contexto import valorados  # noqa: PLC0415 - si lo hay

    todos = valorados(plan.mapa_de_riesgos, None)
    return frozenset((en_plano(uno.rotulo), en_plano(uno.riesgo.descripcion)) for uno in todos)


def _nombre(fila: FilaRecomendada, *, con_texto: bool) -> str:
    texto = " ".join(fila.texto.split())
    corto = texto if len(texto) <= _LETRAS else f"{texto[:_LETRAS].rsplit(' ', 1)[0]}…"
    entre = f"«{corto}»" if corto else "una fila sin texto"
    if fila.codigo is None:
        return entre
    return f"{fila.codigo} {entre}" if con_texto else fila.codigo


def ausentes(una: Recomendacion, hay: FilasDelPlan) -> Iterator[tuple[int, str]]:
    """De las filas que nombra, el lugar de cada una que no está como se llamaba, y qué pasó."""
    for numero, dicha in enumerate(hay.como_estan(una.filas, una.responsable)):
        if not dicha.sigue:
            yield numero, dicha.nombre


def detalle(una: Recomendacion, hay: FilasDelPlan) -> DetalleDeRecomendacion:
    """Lo que de una recomendación se escribe y no está a la letra en sus datos."""
    return DetalleDeRecomendacion(
        filas=nombres_de(una.filas, hay, una.responsable),
        cuantas=len(una.filas) or None,
        estado=ESTADOS[_como_va(una)],
        respuesta=una.respuesta or "No consta",
    )


_RESPONDIDA = "con respuesta"
ESTADOS = {estado.value: como_texto(estado) for estado in EstadoDeRecomendacion} | {
    _RESPONDIDA: "Con respuesta"
}


def _como_va(una: Recomendacion) -> str:
    """Su estado; una nueva, en un corte posterior, es la que respondieron o la que no."""
    if una.estado is not EstadoDeRecomendacion.NUEVA:
        return una.estado.value
    return _RESPONDIDA if una.respuesta else EstadoDeRecomendacion.SIN_RESPUESTA.value


def por_asunto(recomendaciones: Iterable[Recomendacion]) -> tuple[Recomendacion, ...]:
    """Juntas las que dicen lo mismo, que se imprimen como una: en el orden de su primera."""
    grupos: dict[str, list[Recomendacion]] = {}
    for una in recomendaciones:
        grupos.setdefault(una.texto, []).append(una)
    return tuple(una for suyas in grupos.values() for una in suyas)


def en_frase(una: Recomendacion, hay: FilasDelPlan) -> str:
    """La recomendación en un renglón, con sus filas, a quién se le pide y para cuándo."""
    nombres = nombres_de(una.filas, hay, una.responsable)
    nombradas = f" ({nombres})" if una.filas else ""
    partes = [una.texto.rstrip(".") + nombradas]
    if una.responsable:
        partes.append(una.responsable)
    if una.fecha:
        partes.append(f"para el {una.fecha}")
    return f"{'; '.join(partes).rstrip('.')}."


def presentar(recomendaciones: Sequence[Recomendacion]) -> str:
    """Con qué se abre su parte; vacío si no hay ninguna."""
    if not recomendaciones:
        return ""
    asuntos = len({una.texto for una in recomendaciones})
    a_quienes = len({una.responsable for una in recomendaciones} - {None, _A_TODAS, _A_TODOS})
    cuantas = contar(asuntos, "recomendación", "recomendaciones")
    a_varios = f", a {con_miles(a_quienes)} destinatarios" if a_quienes > 1 else ""
    return f"Se {'hace' if asuntos == 1 else 'hacen'} {cuantas}{a_varios}."


def presentar_anteriores(seguidas: Sequence[Recomendacion], todas: int, hay: FilasDelPlan) -> str:
    """Cómo van las de cortes anteriores, que hay alguna."""
    antes = todas - len(seguidas)
    ya_cumplidas = (
        f"{con_miles(antes)} {'consta cumplida' if antes == 1 else 'constan cumplidas'} de antes."
    )
    if not seguidas:
        return f"De las recomendaciones anteriores, {ya_cumplidas}"
    veces = Counter(map(_como_va, seguidas))
    estados = [
        f"{con_miles(veces[estado])} {_en_plural(nombre, veces[estado])}"
        for estado, nombre in ESTADOS.items()
        if veces[estado]
    ]
    de_cuales = contar(len(seguidas), "recomendación anterior", "recomendaciones anteriores")
    frases = [f"Se hizo seguimiento a {de_cuales}: {lista(estados)}."]
    if antes:
        frases.append(f"Además, {ya_cumplidas}")
    idas = sum(1 for una in seguidas for _ in ausentes(una, hay))
    if idas:
        quedan = "se deja" if idas == 1 else "se dejan"
        frases.append(
            f"{contar(idas, 'fila que nombran', 'filas que nombran')} ya no"
            f" {'está' if idas == 1 else 'están'} en el plan con ese código y ese texto:"
            f" {quedan} como se {'escribió' if idas == 1 else 'escribieron'}."
        )
    return " ".join(frases)


def _en_plural(nombre: str, cuantas: int) -> str:
    nombre = nombre.lower()
    return f"{nombre}s" if cuantas != 1 and nombre == "cumplida" else nombre
