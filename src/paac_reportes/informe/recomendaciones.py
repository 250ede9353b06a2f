"""Cómo se muestran las recomendaciones de un informe, y las anteriores."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat

import attrs

from paac_reportes import clases
from paac_reportes.analisis.analisis import Analisis, Codigos, codigos_de
from paac_reportes.analisis.filas import FilaAnalizada, Filas, oficinas_de
from paac_reportes.analisis.historia import sin_puntuacion
from paac_reportes.analisis.riesgos.valoracion import RiesgoValorado, valorados
from paac_reportes.formatos.definicion.esquema import RecomendacionDelEsquema
from paac_reportes.formatos.definicion.filas import DetalleDeRecomendacion
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.frases import (
    DE_CADA_LISTA,
    FILAS,
    LETRAS_EN_UN_RENGLON,
    donde_estan,
    en_frase,
    en_lista,
    nombre_corto,
    palabras_de,
)
from paac_reportes.informe.propuestas import (
    A_TODAS,
    A_TODOS,
    causa_de,
    fila_recomendada,
    recomendaciones_de,
)
from paac_reportes.maqueta.contenido import SinDato
from paac_reportes.modelo import (
    EstadoDeRecomendacion,
    FilaRecomendada,
    OrigenDeRecomendacion,
    Plan,
    Recomendacion,
)
from paac_reportes.modelo.recorrer import Parada, recorrer
from paac_reportes.textos.frases import citado, con_mayuscula
from paac_reportes.textos.plano import en_plano, huella_de, huellas_en_breve
from paac_reportes.textos.valores import (
    SIN_DATO,
    como_texto,
    con_miles,
    contar,
    lista,
)


def nombres_de(
    recomendacion: Recomendacion, filas_del_plan: "FilasDelPlan", rutas: Sequence[str] = ()
) -> str:
    """El nombre de la fila de una recomendación; de varias, sus códigos y en qué página están.

    ``rutas``: las de las filas, si se acaba de proponer; si no, vacía, y cuáles son se sabe por sus
    nombres. De las que no están en el plan como se llamaban, se dice qué pasó.
    """
    filas, responsable = recomendacion.filas, recomendacion.responsable
    nombradas = filas_del_plan.como_estan(filas, responsable, rutas)
    # De cada una, cómo se recomendó y cómo se nombra hoy.
    parejas = [*zip(filas, nombradas, strict=True)]
    siguen = [(n, fila.texto) for fila, n in parejas if n.sigue and not n.es_riesgo]
    # Si varias se llaman igual, no se sabe cuál es: va por su nombre, como la que va sola.
    juntas = [n.ruta for n, _ in siguen if n.ruta] if len(siguen) > 1 else []
    con_nombre = [
        nombre_corto(n.codigo, texto, LETRAS_EN_UN_RENGLON)
        for n, texto in siguen
        if not (juntas and n.ruta)
    ]
    codigos = filas_del_plan.codigos_juntos(juntas, responsable) if juntas else ""
    riesgos = [f"Riesgo {n.nombre}" for _, n in parejas if n.es_riesgo]
    # En la matriz no se podrían buscar: se dicen todas.
    idas = [n.nombre for _, n in parejas if not n.sigue]
    es_de_todo = not filas and responsable in {A_TODAS, A_TODOS}
    nombres = filter(None, (codigos, *con_nombre, *riesgos, *idas))
    return "Todo lo que aplica" if es_de_todo else "\n".join(nombres)


@clases.frozen
class _FilaNombrada:
    """Cómo se nombra una fila recomendada."""

    nombre: str
    sigue: bool = False
    """Si está en el plan con su código y su texto."""
    codigo: str | None = None
    """Su código; si otra fila se llama igual, con lo que la distingue: ``1.1 (componente 2)``."""
    ruta: str | None = None
    """Dónde está, si se sabe cuál es."""
    es_riesgo: bool = False
    """Si es de los riesgos de su mapa."""


@clases.frozen
class _Ubicacion:
    """Dónde está una fila del plan."""

    parada: Parada
    oficina: str
    """El nombre de su dependencia, sin mayúsculas ni tildes; vacío si el plan no las tiene."""


class FilasDelPlan:
    """Las filas de un plan por su código y su texto; mayúsculas, tildes y puntuación aparte."""

    def __init__(self, plan: Plan, codigos: Codigos | None = None) -> None:
        self._codigos = codigos or Codigos(plan)
        self._lugares: dict[tuple[str, str], list[_Ubicacion]] = {}  # por código y texto
        self._lugar_de: dict[str, _Ubicacion] = {}  # por ruta
        self._con_codigo: set[str] = set()  # los códigos que las filas llevan
        self._codigo_de: dict[str, str | None] = {}  # por texto
        self._en_plano: dict[str, str] = {}
        self._nombre_en_cuentas = {
            self._oficina(nombre): oficina for nombre, oficina in oficinas_de(plan).items()
        }
        for parada in recorrer(plan, *DE_CADA_LISTA):
            fila = parada.objeto
            dependencia = parada.de_afuera.get("dependencia")
            lugar = _Ubicacion(parada, self._oficina(dependencia.nombre if dependencia else None))
            codigo, texto = en_plano(fila.identificador), sin_puntuacion(fila.texto or "")
            self._lugar_de[parada.ruta] = lugar
            self._lugares.setdefault((codigo, texto), []).append(lugar)
            self._con_codigo.add(codigo)
            self._codigo_de.setdefault(texto, fila.identificador)
        self._riesgos = _riesgos_de(plan)

    def _oficina(self, nombre: str | None) -> str:
        """El nombre sin mayúsculas ni tildes; son pocos, y se preguntan por cada fila."""
        if nombre is None:
            return ""
        if nombre not in self._en_plano:
            self._en_plano[nombre] = en_plano(nombre)
        return self._en_plano[nombre]

    def codigos_juntos(self, rutas: Sequence[str], responsable: str | None) -> str:
        """Los códigos de unas filas, y en qué página de la matriz están."""
        oficina = self._lugar_de[rutas[0]].oficina
        de_la_oficina = [r for r, lugar in self._lugar_de.items() if lugar.oficina == oficina]
        return f"{en_lista(self._codigos, rutas, de_la_oficina)}{donde_estan(responsable)}"

    def nombre_de_responsable(self, responsable: str | None) -> str | None:
        """El responsable; si es una dependencia, con el nombre que se le da en las cuentas."""
        return self._nombre_en_cuentas.get(self._oficina(responsable), responsable)

    def como_estan(
        self,
        filas: Sequence[FilaRecomendada],
        responsable: str | None,
        rutas: Sequence[str] = (),
    ) -> list[_FilaNombrada]:
        """Cómo se nombra cada fila recomendada; si ya no se llama así, qué pasó con ella.

        ``rutas``: las de las filas, de las que se sepa; una vacía es de una retirada.
        ``responsable``: a quien se le pide, o ``None``.
        """
        lugares = self.lugares_de(filas, responsable, rutas)
        retiradas = (ruta == "" for ruta in chain(rutas, repeat(None)))
        return [
            self._como_se_dice(fila, _codigo_y_texto(fila), de_la_fila, retirada=retirada)
            for fila, de_la_fila, retirada in zip(filas, lugares, retiradas, strict=False)
        ]

    def lugares_de(
        self, filas: Sequence[FilaRecomendada], responsable: str | None, rutas: Sequence[str] = ()
    ) -> Iterator[Sequence[_Ubicacion]]:
        """Dónde está cada fila: en un lugar o, si varias se llaman igual, en todos los suyos.

        ``rutas`` son las de las filas, de las que se sepa; ``responsable``, de quién se prefieren.
        Si se nombran tantas filas iguales como hay en el plan, a cada una le toca un lugar.
        """
        claves = [*map(_codigo_y_texto, filas)]
        veces = Counter(claves)
        repartidas: Counter[tuple[str, str]] = Counter()
        oficina = self._oficina(responsable)
        for clave, ruta in zip(claves, chain(rutas, repeat(None)), strict=False):
            lugares = self._lugares.get(clave, [])
            # La misma actividad, con su código, suele estar en varias dependencias.
            lugares = [lugar for lugar in lugares if lugar.oficina == oficina] or lugares
            if ruta is not None:  # se sabe cuál es; si no está, no es otra que se llame igual
                lugares = [self._lugar_de[ruta]] if ruta in self._lugar_de else []
            if lugares and len(lugares) == veces[clave]:
                lugares = [lugares[repartidas[clave]]]
                repartidas[clave] += 1
            yield lugares

    def la_nombra(
        self, recomendacion: Recomendacion, fila: FilaAnalizada, publicada: FilaAnalizada | None
    ) -> bool:
        """Si una recomendación nombra una fila de hoy, como se llama o como se llamaba.

        ``publicada`` es la misma en el corte anterior. Si varias se llaman igual no se sabe.
        """
        responsable = recomendacion.responsable
        oficina = self._oficina(fila.dependencia.nombre if fila.dependencia else None)
        de_otra = self._oficina(responsable) in {*self._nombre_en_cuentas} - {oficina}
        lugares = self.lugares_de(recomendacion.filas, responsable)
        for recomendada, de_la_fila in zip(recomendacion.filas, lugares, strict=True):
            if [lugar.parada.ruta for lugar in de_la_fila] == [fila.ruta]:
                return True
            if not de_la_fila and not de_otra and _es_la_misma(recomendada, fila, publicada):
                return True
        return False

    def _como_se_dice(
        self,
        fila: FilaRecomendada,
        clave: tuple[str, str],
        lugares: Sequence[_Ubicacion],
        *,
        retirada: bool,
    ) -> _FilaNombrada:
        """La fila como se llamaba; si no se halla así, con lo que pasó: ``(hoy es la 2.3)``.

        ``lugares`` son los del plan en que puede estar; ``retirada``, si se sabe que ya no está.
        """
        codigo, texto = clave
        unico = lugares[0] if len(lugares) == 1 else None
        ahora = unico.parada.objeto.identificador if unico else None
        if unico and en_plano(ahora) != codigo:  # por su ruta se sabe que es la misma
            return _FilaNombrada(_que_hoy_es_otra(fila, ahora))
        if lugares:
            suyo = self._codigo_claro(fila, clave, unico)
            ruta = unico.parada.ruta if unico else None
            return _FilaNombrada("", sigue=True, codigo=suyo, ruta=ruta)
        if clave in self._riesgos:
            return _FilaNombrada(_nombre_escrito(fila, con_texto=False), sigue=True, es_riesgo=True)
        if not retirada and texto and texto in self._codigo_de:
            if fila.codigo is None:  # se recomendó por su texto, que es el mismo
                return _FilaNombrada("", sigue=True)
            return _FilaNombrada(_que_hoy_es_otra(fila, self._codigo_de[texto]))
        if not retirada and codigo and codigo in self._con_codigo:
            que_pasa = "hoy ese código dice otra cosa"
        else:
            que_pasa = "ya no está en el plan"
        return _FilaNombrada(f"{_nombre_escrito(fila, con_texto=True)} ({que_pasa})")

    def _codigo_claro(
        self, fila: FilaRecomendada, clave: tuple[str, str], unico: _Ubicacion | None
    ) -> str | None:
        """El código de una fila; con su lugar, si otra de la misma oficina se llama igual.

        ``None`` si no tiene.
        ``unico``: dónde está, si se sabe.
        """
        lugares = self._lugares.get(clave, ())  # la que se reescribió ya no está entre ellos
        if unico is None or all(u is unico or u.oficina != unico.oficina for u in lugares):
            return fila.codigo
        codigo = self._codigos.de(unico.parada.ruta)
        return en_frase(attrs.evolve(codigo, dependencia=""))


@clases.recordada
def filas_del_analisis(analisis: Analisis) -> FilasDelPlan:
    """Las filas de su plan, que se reúnen una vez para todo lo que de él se diga."""
    return FilasDelPlan(analisis.plan, codigos_de(analisis))


def _codigo_y_texto(fila: FilaRecomendada) -> tuple[str, str]:
    """El código y el texto de una fila recomendada, como se comparan."""
    return en_plano(fila.codigo), sin_puntuacion(fila.texto)


def _es_la_misma(
    recomendada: FilaRecomendada, fila: FilaAnalizada, publicada: FilaAnalizada | None
) -> bool:
    """Si una fila del plan es la que se recomendó, aunque haya cambiado de código o de texto.

    ``publicada``: como estaba en el corte anterior; sin ella, sólo se reconoce por su texto.
    """
    clave = _codigo_y_texto(recomendada)
    se_publico = publicada is not None and clave == _codigo_y_texto(fila_recomendada(publicada))
    return se_publico or clave[1] == sin_puntuacion(fila.fila.texto or "") != ""


def _riesgos_de(plan: Plan) -> frozenset[tuple[str, str]]:
    """El código y el texto, en plano, de los riesgos del mapa, si el plan lo lleva."""
    return frozenset(
        (en_plano(r.rotulo), sin_puntuacion(r.riesgo.descripcion)) for r in _riesgos_valorados(plan)
    )


def _riesgos_valorados(plan: Plan) -> "Sequence[RiesgoValorado]":
    """Los riesgos del mapa, si el plan lo lleva."""
    if plan.mapa_de_riesgos is None:
        return ()
    return valorados(plan.mapa_de_riesgos, None)


def _que_hoy_es_otra(fila: FilaRecomendada, codigo: str | None) -> str:
    """``7 «Publicar» (hoy es la 1.1)``: la fila como se llamaba, y el código que tiene hoy."""
    que_pasa = f"hoy es la {codigo}" if codigo else "hoy no tiene código"
    return f"{_nombre_escrito(fila, con_texto=True)} ({que_pasa})"


def _nombre_escrito(fila: FilaRecomendada, *, con_texto: bool) -> str:
    """El código de una fila recomendada, con su texto citado si se pide o si no tiene código.

    ``con_texto``: si además del código va el texto.
    """
    cita = citado(fila.texto) or "una actividad sin texto"
    if fila.codigo is None:
        return cita
    return f"{fila.codigo} {cita}" if con_texto else fila.codigo


def ausentes(
    recomendacion: Recomendacion, filas_del_plan: FilasDelPlan
) -> Iterator[tuple[int, str]]:
    """El número de cada fila recomendada que ya no se llama así, y qué pasó con ella."""
    nombradas = filas_del_plan.como_estan(recomendacion.filas, recomendacion.responsable)
    for numero, nombrada in enumerate(nombradas):
        if not nombrada.sigue:
            yield numero, nombrada.nombre


def detalle(
    recomendacion: Recomendacion,
    filas_del_plan: FilasDelPlan,
    rutas: Sequence[str] = (),
    numero: int = 1,
    *,
    mismo_plazo: bool = False,
) -> DetalleDeRecomendacion:
    """Lo que de una recomendación se escribe y no está a la letra en sus datos.

    ``mismo_plazo``, si es el de todas las que piden lo mismo: se dice una vez, con lo que se pide.
    """
    fecha = recomendacion.fecha
    return DetalleDeRecomendacion(
        asunto=asunto_escrito(numero, recomendacion.texto, fecha if mismo_plazo else None),
        plazo=None if mismo_plazo else fecha,
        responsable=filas_del_plan.nombre_de_responsable(recomendacion.responsable)
        or SinDato(SIN_DATO),
        cuantas=len(recomendacion.filas) or None,
        filas=nombres_de(recomendacion, filas_del_plan, rutas),
        estado=ESTADOS[_estado(recomendacion)],
        respuesta=recomendacion.respuesta or SinDato(SIN_DATO),
    )


_PLAZO = " Plazo: "


def asunto_escrito(numero: int, texto: str, plazo: str | None) -> str:
    """``1. Terminar lo vencido. Plazo: 23/05/2023.``, lo que se pide y, si es uno, para cuándo."""
    return f"{numero}. {texto}{_PLAZO}{plazo}." if plazo else f"{numero}. {texto}"


def asunto_leido(escrito: str) -> tuple[str, str | None]:
    """Texto y plazo de lo que da ``asunto_escrito``, sin su número; ``None`` si no trae plazo."""
    numero, punto, texto = escrito.partition(". ")
    if not (punto and numero.isdecimal()):
        texto = escrito
    antes, _, plazo = texto.rpartition(_PLAZO)
    return (antes, plazo[:-1]) if antes and plazo.endswith(".") else (texto, None)


_RESPONDIDA = "con respuesta"
_CUMPLIDA_Y_VENCIDA = "declarada cumplida; la actividad sigue vencida"
ESTADOS = {estado.value: como_texto(estado) for estado in EstadoDeRecomendacion} | {
    _RESPONDIDA: "Con respuesta",
    _CUMPLIDA_Y_VENCIDA: con_mayuscula(_CUMPLIDA_Y_VENCIDA),
}


def estado_de_cumplida(recomendacion: Recomendacion, vencidas: Filas) -> str:
    """``Declarada cumplida; la actividad sigue vencida``, o cuántas, si son varias."""
    palabras = palabras_de(vencidas)
    cuales = palabras.di("{cuenta} sigue[n] vencid@s", len(vencidas))
    if len(recomendacion.filas) == len(vencidas) == 1:
        articulo = "la" if palabras.vocal == "a" else "el"
        cuales = f"{articulo} {palabras.singular} sigue vencid{palabras.vocal}"
    return f"Declarada cumplida; {cuales}"


def _estado(recomendacion: Recomendacion) -> str:
    """El estado de una recomendación; la nueva, en un corte posterior, se respondió o no."""
    if recomendacion.estado is not EstadoDeRecomendacion.NUEVA:
        return recomendacion.estado.value
    return _RESPONDIDA if recomendacion.respuesta else EstadoDeRecomendacion.SIN_RESPUESTA.value


def en_el_esquema(analisis: Analisis) -> Iterator[RecomendacionDelEsquema]:
    """Las recomendaciones que un informe hace en su corte, sin ningún texto suyo."""
    filas_del_plan = filas_del_analisis(analisis)
    for recomendacion, rutas in recomendaciones_de(analisis):
        propuesta = recomendacion.origen is OrigenDeRecomendacion.PROPUESTA
        filas, responsable = recomendacion.filas, recomendacion.responsable
        lugares = filas_del_plan.lugares_de(filas, responsable, rutas or ())
        yield RecomendacionDelEsquema(
            id=recomendacion.id,
            causa=causa_de(recomendacion) if propuesta else None,
            filas=tuple(u[0].parada.breve if len(u) == 1 else "" for u in lugares),
            huellas=huellas_en_breve(map(huella_de_fila, filas)) or None,
        )


def filas_recomendables(plan: Plan) -> Iterator[FilaRecomendada]:
    """Las filas de que puede hablar una recomendación: las del plan y los riesgos de su mapa."""
    for parada in recorrer(plan, *DE_CADA_LISTA):
        fila = parada.objeto
        yield FilaRecomendada(codigo=fila.identificador, texto=fila.texto or "")
    for riesgo in _riesgos_valorados(plan):
        yield FilaRecomendada(codigo=riesgo.rotulo, texto=riesgo.riesgo.descripcion)


def huella_de_fila(fila: FilaRecomendada) -> int:
    """La huella del código y el texto de una fila recomendada."""
    return huella_de((fila.codigo or "", fila.texto))


def cumplidas_y_vencidas(
    recomendaciones: Iterable[Recomendacion], analisis: Analisis
) -> dict[str, Filas]:
    """Filas que siguen vencidas, de las recomendaciones declaradas cumplidas, por su ``id``.

    Son las que ya debían estar terminadas cuando se recomendó. La renumerada se conoce por su texto
    y, si se dio lo publicado, también la reescrita.
    """
    cumplidas = [r for r in recomendaciones if r.estado is EstadoDeRecomendacion.CUMPLIDA]
    if not cumplidas:
        return {}
    filas_del_plan = filas_del_analisis(analisis)
    vencidas = {
        cumplida.id: tuple(
            fila
            for fila in analisis.todo.todas_las_vencidas
            if fila.ultimo_dia is not None and fila.ultimo_dia <= cumplida.corte
            if filas_del_plan.la_nombra(cumplida, fila, analisis.todo.antes_de(fila))
        )
        for cumplida in cumplidas
    }
    return {cual: filas for cual, filas in vencidas.items() if filas}


def por_asunto(recomendaciones: Iterable[Recomendacion]) -> tuple[Recomendacion, ...]:
    """Las recomendaciones, con las que dicen lo mismo juntas, en el orden de su primera."""
    grupos = agrupadas([(r.texto, r) for r in recomendaciones])
    return tuple(r for grupo in grupos.values() for r in grupo)


def presentar(recomendaciones: Sequence[Recomendacion]) -> str:
    """``Se hacen 4 recomendaciones, a 3 destinatarios.``; vacío si no hay ninguna."""
    if not recomendaciones:
        return ""
    asuntos = len({r.texto for r in recomendaciones})
    a_quienes = len({r.responsable for r in recomendaciones} - {None, A_TODAS, A_TODOS})
    cuantas = contar(asuntos, "recomendación", "recomendaciones")
    a_varios = f", a {con_miles(a_quienes)} destinatarios" if a_quienes > 1 else ""
    return f"Se {'hace' if asuntos == 1 else 'hacen'} {cuantas}{a_varios}."


def como_van_las_anteriores(
    seguidas: Sequence[Recomendacion],
    anteriores: Sequence[Recomendacion],
    vencidas: Mapping[str, Filas],
) -> str:
    """La frase de cómo van las anteriores; ``seguidas``: las abiertas y las recién cerradas.

    Vacía si ni se siguen ni se cerraron.
    ``vencidas``: por su ``id``, las filas de las declaradas cumplidas que siguen vencidas.
    """
    se_siguen = {r.id for r in seguidas}
    cerradas = _frase_de_cerradas([r.estado for r in anteriores if r.id not in se_siguen])
    if not seguidas:
        return f"De las recomendaciones anteriores, {cerradas}" if cerradas else ""
    veces = Counter(_CUMPLIDA_Y_VENCIDA if r.id in vencidas else _estado(r) for r in seguidas)
    estados = [
        f"{con_miles(veces[estado])} {_en_plural(nombre, veces[estado])}"
        for estado, nombre in ESTADOS.items()
        if veces[estado]
    ]
    de_cuales = contar(len(seguidas), "recomendación anterior", "recomendaciones anteriores")
    ademas = f" Además, {cerradas}" if cerradas else ""
    return f"Se hizo seguimiento a {de_cuales}: {lista(estados)}.{ademas}"


def _frase_de_cerradas(cerradas: Sequence[EstadoDeRecomendacion]) -> str:
    """``2 constan cumplidas y 1 no acogida de antes.``; vacía si no hay ninguna."""
    no_acogidas = cerradas.count(EstadoDeRecomendacion.NO_ACOGIDA)
    cumplidas = len(cerradas) - no_acogidas
    cuentas = FILAS.cuentas(
        (cumplidas, "{n} consta[n] cumplida[s]"),
        (no_acogidas, "{n} no acogida[s]" if cumplidas else "{n} consta[n] no acogida[s]"),
    )
    return f"{lista(cuentas)} de antes." if cuentas else ""


def _en_plural(nombre: str, cuantas: int) -> str:
    """El nombre de un estado, en minúscula y en plural si son varias: ``cumplidas``."""
    nombre = nombre.lower()
    if nombre == _CUMPLIDA_Y_VENCIDA and cuantas != 1:
        return "declaradas cumplidas; sus actividades siguen vencidas"
    return f"{nombre}s" if cuantas != 1 and nombre.endswith("ida") else nombre
