"""Qué dato trae cada columna: su rótulo, el de encima y lo que trae (reglas 2, 3 y 10).

Un dato es de una sola columna: la que más se le parece, y de dos iguales la que se ve; la otra va a
los extras y se dice. De un seguimiento hay uno por corte.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs

from paac_reportes import clases
from paac_reportes.lectura.matriz.declaraciones import Declaracion, Papel, Raiz, apoyo
from paac_reportes.lectura.matriz.franjas import UN_ANO, CorteDicho, continua, corte_dicho
from paac_reportes.lectura.matriz.palabras import (
    a_lo_ancho,
    cabe,
    es_codigo,
    es_marca,
    es_numero,
    estado_de,
    parte_de,
    periodos,
    rotulo_de,
)
from paac_reportes.lectura.matriz.tablas import (
    Columna,
    Pedidas,
    Tramo,
    es_de_periodo,
)
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.riesgos import Riesgo
from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.plano import en_plano

_POR_EL_DE_ARRIBA, _POR_LO_QUE_TRAE = 0.1, 0.04
"""Pesos que inclinan entre dos datos que se llaman igual; ninguno cambia el parecido."""
_POR_SUS_OPCIONES, _POR_IR_DESPUES = 0.06, 0.02
"""Traer sólo opciones suyas; ir a la derecha de los controles, si es de lo residual."""
_PROGRAMADO = re.compile(
    r"(?<!\blo )\b(?:programad|esperad|planead|planificad|proyectad|previst|ponderad)[oa]s?\b"
    r"|\bponderacion\b|\bpeso\b|\bmetas?\b"
)
_PERIODO = re.compile(r"\b(?:cuatri|tri|se)mestre\b|\b(?:corte|periodo)\b")
_DE_PORCENTAJE = frozenset({"%", "% porcentaje", "porcentaje"})
_RESIDUAL, _INHERENTE = "riesgo.residual.", "riesgo.inherente."
_EJES = {f"{v}{eje}" for v in (_RESIDUAL, _INHERENTE) for eje in ("probabilidad", "impacto")}
_CON_OPCIONES = frozenset({"nivel", "codigo", "porcentaje"})
_SIN_ROTULO, _POR_SU_CORTE = 0.8, 1.0
"""Parecidos, de 0 a 1, que se anotan de una columna sin rótulo y de la que sólo dice su corte."""
DE_SU_GRUPO = "el corte de su grupo"


@clases.frozen(eq=False)
class _Candidata:
    """Un dato que una columna puede traer."""

    columna: Columna
    papel: Papel
    parecido: float
    total: float
    se_dice: bool
    """Si un rótulo suyo, o de encima, dice de qué parte es."""


def reconocer(
    tramo: Tramo, declaracion: Declaracion, pedidas: Pedidas, vigencia: int | None
) -> None:
    """Da a cada columna su dato, como los de la raíz que más reconoce.

    Una tabla es de la raíz cuya ancla trae, o de la que se numera igual y dice algo más de ella.
    """
    _mirar(tramo)
    posibles = []
    for raiz in declaracion.raices:
        columnas = _Reparto(tramo, declaracion, raiz, pedidas, vigencia).columnas()
        datos = {dato for columna in columnas for dato in columna.datos}
        if raiz.ancla in datos or (declaracion.de_mapa and raiz.codigo in datos and len(datos) > 2):  # noqa: PLR2004
            puntos = sum(columna.parecido for columna in columnas if columna.datos)
            posibles.append((puntos, raiz, columnas))
    if posibles:
        _, tramo.raiz, tramo.columnas = max(posibles, key=lambda posible: posible[0])


def _mirar(tramo: Tramo) -> None:
    """Anota en cada columna sus celdas y, para reconocerla, las de hasta la última fila llena."""
    filas = [fila for fila in tramo.filas if a_lo_ancho(tramo.en(fila)) is None]
    trae = {fila: len(tramo.propias(fila)) for fila in filas}
    mitad = sum(bool(columna.camino) for columna in tramo.columnas) / 2
    llena = min(mitad, max(trae.values(), default=0))
    ultima = max((fila for fila in filas if trae[fila] >= llena), default=0)
    for columna in tramo.columnas:
        celdas = (tramo.celda(columna, fila) for fila in filas)
        columna.celdas = list(filter(None, dict.fromkeys(celdas)))
        columna.muestra = [c for c in columna.celdas if c.fila <= ultima and not continua(c.texto)]


@attrs.define(eq=False)
class _Reparto:
    """Reparte los datos de una raíz entre las columnas de un tramo."""

    _tramo: Tramo
    _declaracion: Declaracion
    _raiz: Raiz
    _pedidas: Pedidas
    _vigencia: int | None
    _columnas: list[Columna] = attrs.Factory(list)
    _cortes: list[CorteDicho | None] = attrs.Factory(list)
    _tomados: set[tuple[str, date | None]] = attrs.Factory(set)

    @property
    def _de_corte(self) -> str:
        return f"{self._declaracion.de_corte}."

    def columnas(self) -> list[Columna]:
        """Columnas del tramo, cada una con su dato."""
        self._columnas = [attrs.evolve(columna) for columna in self._tramo.columnas]
        for columna in self._columnas:
            pedido = self._pedidas.de(self._tramo.tabla.lugar, columna.nombres)
            if pedido is not None:
                self._poner(columna, pedido.dato, pedido.corte, 1.0)
                columna.por, columna.con_su_corte = "columnas", pedido.corte is not None
        de_mapa = self._declaracion.de_mapa
        if not de_mapa:
            self._dar_periodos()
            self._dar_estados()
        self._cortes = self._cortes_dichos()
        if not de_mapa:
            self._dar_cortes_solos()
        self._repartir()
        self._codigo_sin_rotulo()
        if de_mapa:
            self._porcentajes()
            self._sin_su_accion()
        else:
            self._observaciones_solas()
        return self._columnas

    def _repartir(self) -> None:
        """Da cada dato a la columna que más se le parece; de las demás, el que otra trae."""
        libres = [c for c in self._columnas if c.camino and not c.por and not c.periodo]
        candidatas = list(self._candidatas(libres))
        candidatas.sort(key=lambda c: (c.columna.oculta, -round(c.total, 4), c.columna.indice))
        self._codigo_y_texto(candidatas)
        for candidata in candidatas:
            self._dar(candidata)
        for candidata in candidatas:
            columna = candidata.columna
            if not (columna.datos or columna.cercano or columna.por):
                columna.cercano = " y ".join(candidata.papel.datos)
                columna.parecido = candidata.parecido

    # ------------------------------------------------------------------ lo que se dice

    def _dar_periodos(self) -> None:
        """Regla 11: un mes con X es de su cronograma; uno con texto o cifras, un seguimiento."""
        caminos = [c.camino if not c.por else () for c in self._columnas]
        de_periodo = periodos(caminos, self._vigencia)
        columnas = {self._columnas[indice]: periodo for indice, periodo in de_periodo.items()}
        escritas = [c for columna in columnas for c in columna.celdas if c.texto.strip(" -–—")]
        rotulos = en_plano(" ".join(columna.rotulo for columna in columnas))
        cantidades = all(map(es_numero, escritas)) and _PERIODO.search(rotulos)
        marcadas = any(es_marca(celda.texto) for celda in escritas) and not cantidades
        if marcadas or not escritas:
            for columna, periodo in columnas.items():
                columna.periodo, columna.por, columna.parecido = periodo, "cronograma", 1.0

    def _dar_estados(self) -> None:
        """Regla 11: de unas columnas con el nombre de un estado, la que lleva la X lo dice."""
        de_estado = [
            columna
            for columna in self._columnas
            if not columna.por and estado_de(columna.ultimo)
            if all(celda.texto.strip() in {"x", "X"} for celda in columna.celdas)
        ]
        if len(de_estado) > 1 and any(columna.celdas for columna in de_estado):
            for columna in de_estado:
                self._poner(columna, (f"{self._de_corte}estado",), None, 1.0)
                columna.marca, columna.por = columna.ultimo, "una columna por estado"

    def _dar_cortes_solos(self) -> None:
        """Regla 10: lo que va bajo un mes, un trimestre o una fecha a secas es su seguimiento."""
        texto = f"{self._de_corte}texto"
        for columna, dicho in zip(self._columnas, self._cortes, strict=True):
            if dicho is None or dicho.de_otra or columna.por or columna.periodo:
                continue
            a_secas = len(columna.camino) == 1 and es_de_periodo(columna.camino[0])
            if a_secas and not any(self._sin_su_corte(columna.camino)):
                self._poner(columna, (texto,), dicho.corte, _POR_SU_CORTE)
                columna.con_su_corte = True

    def _cortes_dichos(self) -> list[CorteDicho | None]:
        """Corte que dice cada columna: su rótulo, el de su grupo, o el de la izquierda si sigue."""
        cortes: list[CorteDicho | None] = []
        anterior: CorteDicho | None = None
        for columna in self._columnas:
            dichos = (corte_dicho(rotulo, self._vigencia) for rotulo in reversed(columna.camino))
            dicho = next(filter(None, dichos), None)
            anterior = None if columna.periodo else dicho or anterior
            cortes.append(dicho or (attrs.evolve(anterior, de_otra=True) if anterior else None))
        return cortes

    def _es_reporte(self, papel: Papel) -> bool:
        return papel.dato.startswith(self._de_corte)

    # ------------------------------------------------------------------ lo que puede ser

    def _candidatas(self, columnas: Sequence[Columna]) -> Iterator[_Candidata]:
        """Datos a que se parece cada columna y que admiten lo que trae.

        Va bajo el rótulo de encima: el suyo o, en un mapa, el de las de su izquierda.
        """
        heredado, tras_los_controles = "", False
        for columna in columnas:
            suyo = self._encima(columna)
            columna.seccion = self._seccion(suyo)
            apoyos = apoyo(self._raiz.papeles, suyo or heredado)
            for papel, puntos in self._parecidos(columna, suyo).items():
                arriba = apoyos.get(papel, 0.0)
                if arriba < 0 or not self._admite(papel, columna):
                    continue
                total = puntos + _POR_EL_DE_ARRIBA * arriba
                total += _peso_de_lo_que_trae(papel, columna.muestra)
                total += _POR_IR_DESPUES * (tras_los_controles and papel.dato.startswith(_RESIDUAL))
                yield _Candidata(columna, papel, puntos, total, bool(suyo))
            abre = self._abre(columna)
            tras_los_controles = tras_los_controles or abre == "controles"
            if abre in {"controles", "acciones"}:
                suyo = CATALOGO.de_clase(Riesgo, abre).bajo[0]
            heredado = (suyo or heredado) if self._declaracion.de_mapa else ""

    def _abre(self, columna: Columna) -> str:
        """Lista de la que el dato de la columna empieza un objeto; vacía si de ninguna."""
        datos = self._declaracion.datos_de(columna.ultimo)
        hijos = self._declaracion.hijos.items()
        return next((lista for lista, con in hijos if not datos.isdisjoint(con)), "")

    def _seccion(self, encima: str) -> str:
        """Parte de un mapa que un rótulo encabeza; vacía si ninguna, o la primera, la de todo."""
        papeles, apoyos = self._raiz.papeles, apoyo(self._raiz.papeles, encima)
        papel = max(papeles, key=lambda papel: apoyos.get(papel, 0.0))
        es_la_de_todo = papel.bajo[:1] == papeles[0].bajo[:1]
        return papel.bajo[0].palabras if papel.bajo and not es_la_de_todo else ""

    def _encima(self, columna: Columna) -> str:
        """Rótulo más cercano que encabeza varias columnas; el propio, si dice qué valoración es."""
        es_valoracion = self._encabeza(columna.ultimo, (_RESIDUAL, _INHERENTE))
        rotulos = columna.camino if es_valoracion else columna.camino[:-1]
        return next(filter(self._encabeza, reversed(rotulos)), "")

    def _encabeza(self, rotulo: str, comienzos: tuple[str, ...] = ("",)) -> bool:
        """Si un rótulo va encima de los de algún dato que empieza así."""
        puntos = apoyo(self._raiz.papeles, rotulo).items()
        return any(punto > 0 and papel.dato.startswith(comienzos) for papel, punto in puntos)

    def _parecidos(self, columna: Columna, encima: str) -> Mapping[Papel, float]:
        """Papeles a que se parece el rótulo, y cuánto.

        Es el más bajo de los suyos que alguno conoce; lo de encima lo completa: «Monitoreo» sobre
        «Fecha», si un dato se llama así, entero.
        """
        indice, ultimo = self._raiz.indice, columna.ultimo
        propio = next((uno for uno in reversed(columna.suyos) if indice.parecidos(uno)), ultimo)
        completados = dict.fromkeys(self._completados(ultimo, encima), 1.0)
        parecidos = {**indice.parecidos(propio), **completados}
        if self._cortes[columna.indice] is not None:
            for papel, puntos in self._sin_su_corte(columna.camino):
                if self._es_reporte(papel):
                    parecidos[papel] = max(puntos, parecidos.get(papel, 0.0))
        return parecidos

    def _completados(self, ultimo: str, encima: str) -> set[Papel]:
        """Papeles que se llaman, enteros, como lo de encima y el rótulo."""
        return {
            papel
            for papel, puntos in apoyo(self._raiz.papeles, encima).items()
            if puntos > 0 and papel.bajo
            if rotulo_de(f"{papel.bajo[0].palabras} {ultimo}") in papel.rotulos
        }

    def _sin_su_corte(self, modos: Iterable[str]) -> Iterator[tuple[Papel, float]]:
        """Papeles a que se parece un rótulo sin el corte que dice."""
        for corte in (corte_dicho(modo, UN_ANO) for modo in modos):
            resto = corte.resto if corte else ""
            for texto in (resto, _PERIODO.sub(" ", resto)):
                yield from self._raiz.indice.parecidos(texto).items()

    def _lo_niega(self, papel: Papel, rotulo: str) -> bool:
        """Si el rótulo dice que es otra cosa; un avance, si dice cuánto se programó."""
        letras = rotulo_de(rotulo).letras
        es_nunca = any(nunca.letras == letras for nunca in papel.nunca)
        return es_nunca or (papel.dato.endswith(".avance") and bool(_PROGRAMADO.search(rotulo)))

    def _admite(self, papel: Papel, columna: Columna) -> bool:
        """Regla 3: si lo que una columna trae puede ser del dato de ese papel."""
        celdas = [c for c in columna.muestra if c.texto.strip(" -–")]
        if self._lo_niega(papel, en_plano(columna.ultimo)):
            return False
        if not celdas:
            return True
        if papel.dato == self._raiz.ancla:
            return not all(es_numero(celda) or es_codigo(celda.texto) for celda in celdas)
        if papel.contenido in _CON_OPCIONES:
            return bool(parte_de(papel.contenido, celdas))
        if papel.dato == "riesgo.frecuencia" or CATALOGO.opciones(papel.dato):
            return any(cabe(papel.dato, celda) for celda in celdas)
        return True

    # ------------------------------------------------------------------ a cuál le toca

    def _codigo_y_texto(self, candidatas: Sequence[_Candidata]) -> None:
        """Regla 2: de un rótulo sobre dos columnas, da el código a la que trae códigos."""
        de_ancla = [c for c in candidatas if c.papel.dato == self._raiz.ancla]
        for candidata in de_ancla:
            texto = candidata.columna
            for vecina in self._columnas[: texto.indice]:
                nombra = self._raiz.indice.parecidos(vecina.ultimo)
                es_del_ancla = any(papel.dato == self._raiz.ancla for papel in nombra)
                codigos = [es_codigo(celda.texto) for celda in vecina.muestra]
                son_codigos = not codigos or 2 * sum(codigos) > len(codigos)
                if es_del_ancla and son_codigos and not vecina.datos and not vecina.por:
                    self._poner(vecina, (self._raiz.codigo,), None, candidata.parecido)
                    self._poner(texto, candidata.papel.datos, None, candidata.parecido)
                    return

    def _dar(self, candidata: _Candidata) -> None:
        """Da un dato a una columna, si nadie lo tiene en su corte y en su grupo."""
        columna, papel = candidata.columna, candidata.papel
        if columna.datos or columna.por:
            return
        dicho = self._cortes[columna.indice] if self._es_reporte(papel) else None
        dia = dicho.corte if dicho is not None else None
        claves = {(dato, dia) for dato in papel.datos}
        if claves & self._tomados and papel.dato not in self._declaracion.de_lista:
            return
        self._poner(columna, papel.datos, dia, candidata.parecido)
        columna.se_dice = candidata.se_dice
        columna.con_su_corte = dicho is not None and not dicho.de_otra
        if dicho is not None and dicho.de_otra and dia is not None:
            columna.por = DE_SU_GRUPO
        columna.clase = _clase(columna)

    def _poner(
        self, columna: Columna, datos: tuple[str, ...], dia: date | None, parecido: float
    ) -> None:
        """Anota de qué datos es la columna, de qué corte y con qué parecido se supo."""
        columna.datos, columna.corte, columna.parecido = datos, dia, parecido
        self._tomados |= {(dato, dia) for dato in datos}

    def _codigo_sin_rotulo(self) -> None:
        """Regla 2: los códigos de la columna sin rótulo que va al lado del ancla son el suyo."""
        ancla = next((c for c in self._columnas if self._raiz.ancla in c.datos), None)
        if ancla is None or not ancla.indice or (self._raiz.codigo, None) in self._tomados:
            return
        vecina = self._columnas[ancla.indice - 1]
        codigos = [es_codigo(celda.texto) for celda in vecina.muestra]
        if not vecina.camino and not vecina.por and codigos and all(codigos):
            self._poner(vecina, (self._raiz.codigo,), None, _SIN_ROTULO)

    def _observaciones_solas(self) -> None:
        """Regla 10: la única columna de un corte, «Observaciones», es su texto."""
        observa, texto = f"{self._de_corte}observaciones", f"{self._de_corte}texto"
        por_corte = Counter(c.corte for c in self._columnas if c.dato.startswith(self._de_corte))
        for columna in self._columnas:
            if columna.dato == observa and por_corte[columna.corte] == 1 and not columna.por:
                columna.datos, columna.por = (texto,), "única columna de seguimiento"

    # ------------------------------------------------------------------ de un mapa

    def _porcentajes(self) -> None:
        """Regla 4: un «%» a secas es de la probabilidad o del impacto de su izquierda."""
        eje: Columna | None = None
        for columna in self._columnas:
            if columna.dato in _EJES:
                eje = columna
            elif eje and not columna.por and en_plano(columna.ultimo) in _DE_PORCENTAJE:
                self._poner(columna, (f"{eje.dato}_pct",), None, 1.0)
                columna.se_dice = eje.se_dice

    def _sin_su_accion(self) -> None:
        """Deja sin dato las columnas de una acción si ninguna la describe."""
        de_accion = [columna for columna in self._columnas if columna.objeto == "accion"]
        if all(columna.campo != "descripcion" for columna in de_accion):
            for columna in de_accion:
                columna.datos = ()


def _peso_de_lo_que_trae(papel: Papel, celdas: Sequence[CeldaVista]) -> float:
    """Cuánto apoyan o contradicen unas celdas que su columna sea de ese dato; 0 si nada dicen."""
    if papel.contenido is None and CATALOGO.opciones(papel.dato):
        caben = [cabe(papel.dato, celda) for celda in celdas if celda.texto.strip(" -–")]
        return _POR_SUS_OPCIONES if caben and 2 * sum(caben) > len(caben) else 0
    parte = parte_de(papel.contenido, celdas) if papel.contenido else None
    return 0.0 if parte is None else _POR_LO_QUE_TRAE * (2 * parte - 1)


def _clase(columna: Columna) -> str | None:
    """La clase que un rótulo dice de una causa o acción, «Causa raíz»; ``None`` si ninguna."""
    if columna.dato not in {"causa.texto", "accion.descripcion"}:
        return None
    del_rotulo = f" {rotulo_de(columna.rotulo).palabras} "
    for clase, nombres in CATALOGO[f"{columna.objeto}.clase"].por_rotulo.items():
        if any(f" {rotulo_de(n).palabras} " in del_rotulo for n in nombres.split(" | ")):
            return clase
    return None
