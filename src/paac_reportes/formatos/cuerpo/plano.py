"""Qué hay que hacer con cada parte de un cuerpo en Word, y lo que tiene mal.

``Plano`` mira una parte una vez: junta sus huecos, halla qué se repite, qué depende de un dato y
qué va en su lugar, y anota cada falla con su sitio. De una tabla, las filas que nombran
``actividad.…`` van una vez por actividad; las que nombran a quien la contiene (``dependencia.…``),
encima o debajo, abren y cierran cada uno: qué va dentro de qué lo dice el modelo. Lo demás lo dicen
las instrucciones, que van solas en su párrafo. Si nada está mal, ``arbol`` da el árbol de jinja2
que llena la parte.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import attrs

from paac_reportes import clases
from paac_reportes.formatos.cuerpo.alrededor import sin_llenar
from paac_reportes.formatos.cuerpo.huecos import HUECO, NO_SON_TEXTO, Hueco, P, leer_hueco, propios
from paac_reportes.formatos.cuerpo.nombres import NombresDelFormato
from paac_reportes.formatos.cuerpo.parrafos import (
    CONTENEDORES,
    NADA,
    EnSuLugar,
    Parrafos,
    ParteDelWord,
    Pasos,
)
from paac_reportes.maqueta.contenido import PREFIJO_DE_MARCA
from paac_reportes.opc.rasgos import (
    ALTERNATIVA,
    ENVOLTURAS,
    SUS_PROPIEDADES,
    contenidos,
    desenvueltos,
    modo,
)
from paac_reportes.opc.xml import Elemento, W, en_texto, instruccion
from paac_reportes.textos.en_jinja import ArbolDelXml, Paso

_TABLA, _FILA, _CELDA = f"{W}tbl", f"{W}tr", f"{W}tc"
_CUADRO, _PROPIEDADES = f"{W}txbxContent", f"{W}pPr"
CAMBIA = "paac-cambia"
"""Atributo de lo que lleva instrucciones: al llenarse puede quedar sin los párrafos debidos."""
_DE_COPIAS = tuple(
    f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{c}" for c in ("paraId", "textId")
)
_PALABRA = re.compile(r"\w+")
_ESPACIOS = {"w": W[1:-1]}


@attrs.define(eq=False)
class Repeticion:
    """Lo que va por cada elemento de una lista."""

    raiz: str
    """Nombre con que los huecos hablan de cada elemento: ``actividad``."""
    nombres: tuple[str, ...]
    """Las raíces que adentro se saben."""
    elementos: list[Elemento] = attrs.Factory(list)
    """Los bloques, o las filas, que repite."""

    @property
    def paso(self) -> Paso:
        """El paso que la abre."""
        return Paso("cada", dato=self, nombres=self.nombres)


@attrs.define
class _Abierto:
    """Una instrucción que espera su ``fin``."""

    hueco: Hueco
    """Hueco que lo abre: un ``si`` o un ``cada``."""
    elemento: Elemento
    raices_dadas: frozenset[str]
    repeticion: Repeticion | None = None


_TODO = Hueco("")
"""Hueco del bloque que no está entre ninguna instrucción y su ``fin``."""
_SU_SECCION = "(.//w:sectPr | following::w:sectPr)[1]"
"""La sección que termina después de un párrafo, que dice en qué página va."""


class Plano(Parrafos):
    """Una parte con sus huecos juntos, lo que se hace en cada contenedor y sus fallas."""

    def __init__(
        self,
        parte: ParteDelWord,
        nombres: NombresDelFormato,
        pasos: Pasos,
        bloques: Collection[str],
        indivisos: Collection[str],
    ) -> None:
        """``bloques``: los nombres de los que puede poner; ``indivisos``: los de todo el plan."""
        super().__init__(parte, nombres, pasos)
        self._bloques, self._indivisos, self._clase = bloques, indivisos, parte.clase
        self._en_lugar: list[tuple[Elemento, Paso]] = []
        """Párrafos que sólo son una instrucción, y el paso que va en lugar de cada uno."""
        self.entre: list[tuple[Elemento, Elemento, Paso]] = []
        """Las filas que se repiten, y lo que no va si nadie lleva lo que se repite."""
        self.repeticiones: list[Repeticion] = []
        self.cambian: list[Elemento] = []
        """Los contenedores que llevan instrucciones, y las tablas que repiten filas."""
        self.pone: list[str] = []
        for marca in [*self.raiz.iter(f"{W}bookmarkStart")]:
            # La de un documento nuestro que se volvió cuerpo nombra otros datos.
            if marca.get(f"{W}name", "").startswith(PREFIJO_DE_MARCA):
                marca.getparent().remove(marca)
        _dejar_un_modo(self.raiz)
        for parrafo in [*self.raiz.iter(P)]:
            self.juntar(parrafo)
            if self._instruccion(parrafo):  # lo que abre o cierra puede estar fuera
                desenvolver(parrafo)
        for elemento, hueco in sin_llenar(self.raiz):
            motivo = "una ecuación, un campo o una propiedad de Word no se llena"
            self.anotar_falla(elemento, "plantilla_invalida", f"{motivo}: quite «{hueco}»")
        self.revisar_sueltos()

    # -------------------------------------------------------------- bloques

    def analizar(self, contenedor: Elemento, raices_dadas: frozenset[str] = NADA) -> None:
        """Analiza los párrafos y tablas de un contenedor donde se saben esas raíces."""
        pila = [_Abierto(_TODO, self.raiz, raices_dadas)]
        hijos = [*contenedor]
        instrucciones = [self._instruccion(h) if h.tag == P else None for h in hijos]
        if any(instrucciones):
            self.cambian.append(contenedor)
        for hijo, hueco in zip(hijos, instrucciones, strict=True):
            for abierto in pila:
                if abierto.repeticion is not None:
                    abierto.repeticion.elementos.append(hijo)
            if hueco is None:
                nombradas = frozenset(self.nombradas_en_bloques((hijo,)))
                self.condicionar_a_que_la_lleven(hijo, nombradas, pila[-1].repeticion)
                self._mirar_adentro(hijo, pila[-1].raices_dadas)
                continue
            if _lleva_mas(hijo):
                motivo = (
                    f"el párrafo de {hueco.texto} desaparece, y lleva también un dibujo, una nota o"
                    " un salto de página: páselo a otro"
                )
                self.anotar_falla(hijo, "plantilla_invalida", motivo)
            self._cumplir(hueco, hijo, pila)
        for abierto in pila[:0:-1]:
            donde = _en_celda(abierto.elemento)
            motivo = f"falta el {{{{ fin }}}} de {abierto.hueco.texto}{donde}"
            self.anotar_falla(abierto.elemento, "plantilla_invalida", motivo)

    def condicionar_a_que_la_lleven(
        self, elemento: Elemento, nombra: frozenset[str], repeticion: Repeticion | None
    ) -> None:
        """Anota que un bloque que nombra lo que se repite no va si el contenido no lo lleva."""
        if repeticion is not None and repeticion.raiz in nombra:
            self.entre.append((elemento, elemento, Paso("con")))

    def _cumplir(self, hueco: Hueco, parrafo: Elemento, pila: "list[_Abierto]") -> None:
        """Abre, cierra o pone lo que una instrucción, ``{{ cada … }}``, dice; anota sus fallas.

        ``pila``: las abiertas, que esperan su ``fin``.
        """
        paso = Paso("fin")
        if hueco.orden == "poner":
            self._lugar_de_bloque(hueco, parrafo, pila[-1].raices_dadas)
            seccion = next(iter(parrafo.xpath(_SU_SECCION, namespaces=_ESPACIOS)), None)
            paso = Paso("puesto", dato=(seccion, hueco.operando))
        elif hueco.orden != "fin":
            abierto = self._pendiente(hueco, parrafo, pila[-1].raices_dadas)
            pila.append(abierto)
            hueco_numerado = self.pasos.numerar_hueco(EnSuLugar(hueco, self.parte))
            paso = abierto.repeticion.paso if abierto.repeticion else Paso("si", hueco_numerado)
        elif len(pila) > 1:
            self.comprobar_fin(hueco, pila.pop().hueco, parrafo)
        else:
            motivo = "hay un {{ fin }} de más: nada de lo de antes lo espera aquí"
            self.anotar_falla(parrafo, "plantilla_invalida", f"{motivo}{_en_celda(parrafo)}")
        self._en_lugar.append((parrafo, paso))

    def _mirar_adentro(self, hijo: Elemento, raices_dadas: frozenset[str]) -> None:
        """Analiza lo que un bloque lleva adentro: cuadros de texto, tablas y párrafos.

        ``raices_dadas``: de qué objetos se sabe ahí cuál es.
        """
        if hijo.tag == P:
            for cuadro in [*hijo.iter(_CUADRO)]:
                if next(cuadro.iterancestors(P)) is hijo:
                    self.analizar(cuadro, raices_dadas)
            self.revisar_parrafo(hijo, raices_dadas)
        elif hijo.tag == _TABLA:
            _anotar_tabla(self, hijo, raices_dadas)
        elif hijo.tag in ENVOLTURAS:
            for contenido in contenidos(hijo):
                self.analizar(contenido, raices_dadas)

    def _pendiente(self, hueco: Hueco, parrafo: Elemento, raices_dadas: frozenset[str]) -> _Abierto:
        """La instrucción que un ``si`` o un ``cada`` abre, con los objetos que dentro se conocen.

        ``raices_dadas``: los que se conocen fuera; anota sus fallas.
        """
        if hueco.orden == "si":
            self.revisar(hueco, parrafo, raices_dadas, se_escribe=False)
            return _Abierto(hueco, parrafo, raices_dadas)
        raiz = hueco.operando
        if raiz not in self.nombres.raices.ramas:
            self.anotar_falla(
                parrafo, "variable_desconocida", self.nombres.motivo_de_no_lista(raiz)
            )
            return _Abierto(hueco, parrafo, raices_dadas)
        repetida = f"cada {raiz}"  # de lo que se dice por corte, una vez: es su historial
        if raiz in raices_dadas and (
            raiz not in self.nombres.raices.del_corte or repetida in raices_dadas
        ):
            motivo = f"ya está donde se sabe de cuál {raiz!r} se habla: no se repite otra vez"
            self.anotar_falla(parrafo, "plantilla_invalida", f"{hueco.texto} {motivo}")
        repeticion = self.repetir(raiz)
        adentro = self.dentro_de(raiz, raices_dadas) | {repetida}
        return _Abierto(hueco, parrafo, adentro, repeticion)

    def repetir(self, raiz: str) -> Repeticion:
        """Anota una repetición más, que repite los bloques o las filas que se le den."""
        repeticion = Repeticion(raiz, tuple(sorted(self.dentro_de(raiz, NADA))))
        self.repeticiones.append(repeticion)
        return repeticion

    def dentro_de(self, raiz: str, raices_dadas: frozenset[str]) -> frozenset[str]:
        """Raíces cuyo objeto se sabe dentro de lo que se repite por cada ``raiz``."""
        raices = self.nombres.raices
        return raices.con_los_de_su_corte(raices_dadas | {raiz} | raices.afuera[raiz])

    def _lugar_de_bloque(
        self, hueco: Hueco, parrafo: Elemento, raices_dadas: frozenset[str]
    ) -> None:
        """Anota qué bloque pone un ``{{ poner … }}``; y la falla, si no existe o ahí no va.

        ``raices_dadas``: de qué objetos se sabe ahí cuál es.
        """
        motivo = ""
        if hueco.operando not in self._bloques:
            motivo = self.nombres.motivo_de_no_bloque(hueco.operando, self._bloques)
        elif self._clase:
            motivo = "un bloque se pone en el cuerpo del documento, no aquí"
        elif next(parrafo.iterancestors(_CELDA, _CUADRO), None) is not None:
            motivo = "un bloque ocupa el ancho de la página: póngalo fuera de tablas y cuadros"
        elif raices_dadas and hueco.operando in self._indivisos:
            motivo = f"{hueco.operando!r} es de todo el plan: póngalo fuera de lo que se repite"
        if motivo:
            self.anotar_falla(parrafo, "formato_incoherente", motivo)
        self.pone.append(hueco.operando)

    def _instruccion(self, parrafo: Elemento) -> Hueco | None:
        """La instrucción que un párrafo da, si no dice nada más; si no, ``None``."""
        texto = self.textos[parrafo].strip()
        if not (texto.startswith("{{") and HUECO.fullmatch(texto)):
            return None
        hueco = leer_hueco(texto)
        return hueco if hueco.orden else None

    def nombradas_en_bloques(self, bloques: Iterable[Elemento]) -> Iterator[str]:
        """Raíces que nombran unos bloques, sin las de otra tabla ni las que repite un ``cada``."""
        raices = self.nombres.raices
        abiertos: list[frozenset[str]] = []
        for parrafo in desenvueltos(bloques, (P,)):
            hueco, nombradas_aqui = self._instruccion(parrafo), NADA
            if hueco is None:
                nombradas_aqui = self.nombradas_en(parrafo)
            elif hueco.orden == "fin":
                abiertos[-1:] = []
            elif hueco.orden == "cada":
                raiz = hueco.operando
                abiertos.append(self.dentro_de(raiz, NADA) if raiz in raices.ramas else NADA)
            elif hueco.orden == "si":
                abiertos.append(NADA)
                nombradas_aqui = hueco.raices & raices.ramas.keys()
            yield from nombradas_aqui.difference(*abiertos)

    # -------------------------------------------------------------- el árbol

    def arbol(self) -> ArbolDelXml:
        """El árbol que llena la parte, que ya no tiene fallas."""
        for repeticion in self.repeticiones:
            for elemento in repeticion.elementos:
                _soltar(elemento)
        for marca in self.raiz.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            marca.set(f"{W}id", f"e{marca.get(f'{W}id', '')}")
        for parrafo, paso in self._en_lugar:
            self._poner_senal(parrafo, paso)
        for desde, hasta, paso in self.entre:
            self.senalar(desde, hasta, paso)
        for contenedor in self.cambian:
            contenedor.set(CAMBIA, "1")
        return ArbolDelXml(en_texto(self.raiz), self.pasos.pasos)

    def _poner_senal(self, parrafo: Elemento, paso: Paso) -> None:
        """Cambia un párrafo de instrucción por su señal; si termina una sección, lo deja vacío."""
        parrafo.addnext(instruccion(self.pasos.agregar(paso)))
        if parrafo.find(f"{_PROPIEDADES}/{W}sectPr") is None:
            parrafo.getparent().remove(parrafo)
        else:
            parrafo[:] = parrafo.findall(_PROPIEDADES)

    def revisar_remisiones(self) -> None:
        """Falla de lo que se repite y remite a lo que se repite con él: diría lo de otra copia."""
        for repeticion in self.repeticiones:
            marcas = [m for e in repeticion.elementos for m in e.iter(f"{W}bookmarkStart")]
            nombres = {marca.get(f"{W}name", "") for marca in marcas}
            for elemento in repeticion.elementos:
                dice = "".join(elemento.itertext(f"{W}instrText"))
                de_atributos = elemento.xpath(".//@w:anchor | .//@w:instr", namespaces=_ESPACIOS)
                palabras = _PALABRA.findall(" ".join([dice, *de_atributos]))
                if nombra := nombres.intersection(palabras):
                    motivo = f"remite a {min(nombra)!r}, que se repite con él; quite esa remisión"
                    self.anotar_falla(elemento, "formato_incoherente", motivo)


def _soltar(elemento: Elemento) -> None:
    """Quita los identificadores con que Word junta copias de un párrafo, una fila o un control."""
    for de_copia in elemento.iter(P, _FILA, f"{W}sdtPr"):
        for atributo in _DE_COPIAS:
            de_copia.attrib.pop(atributo, None)
        for identificador in de_copia.findall(f"{W}id"):
            de_copia.remove(identificador)


def desenvolver(elemento: Elemento) -> None:
    """Saca un párrafo o una fila, con lo que lo acompaña, de los controles que lo envuelven."""
    while (envoltura := elemento.getparent()).tag in ENVOLTURAS:
        control = envoltura.getparent() if envoltura.tag == f"{W}sdtContent" else envoltura
        for hijo in [h for h in envoltura if h.tag not in SUS_PROPIEDADES]:
            control.addprevious(hijo)
        control.getparent().remove(control)


def _lleva_mas(parrafo: Elemento) -> bool:
    """Si además de su instrucción lleva algo que se ve."""
    salta = parrafo.find(f"{W}pPr/{W}pageBreakBefore") is not None
    elementos = propios(parrafo, NO_SON_TEXTO)
    return salta or any(
        elemento.tag in NO_SON_TEXTO or elemento.get(f"{W}type") == "page" for elemento in elementos
    )


def _dejar_un_modo(raiz: Elemento) -> None:
    """Deja uno de los modos en que Word repite un mismo párrafo, fila o celda."""
    for alternativa in [*raiz.iter(ALTERNATIVA)]:
        contenedor = next(alternativa.iterancestors(P, *CONTENEDORES), None)
        # Dentro de un párrafo van todos, que Word muestra el que entiende: un cuadro de texto.
        if contenedor is not None and contenedor.tag != P:
            for hijo in [*modo(alternativa)]:
                alternativa.addprevious(hijo)
            alternativa.getparent().remove(alternativa)


def _en_celda(elemento: Elemento) -> str:
    """Añadido a una falla que ocurre en una celda: sus filas se repiten sin instrucciones."""
    if next(elemento.iterancestors(_CELDA), None) is None:
        return ""
    return (
        " en esta celda; las filas de una tabla se repiten solas, por lo que nombran: para eso no"
        " hacen falta instrucciones"
    )


# -------------------------------------------------------------- las filas que se repiten


def _anotar_tabla(plano: Plano, tabla: Elemento, raices_dadas: frozenset[str]) -> None:
    """Anota en el plano las filas de una tabla que se repiten, y analiza cada celda.

    ``raices_dadas``: los objetos de que ya se sabe cuál, como ``componente``. En la tabla que
    repite alguna, las filas salen de los controles que las envuelven: repetidas, serían de varios a
    la vez.
    """
    nombra = {fila: _nombradas(plano, fila) for fila in desenvueltos(tabla, (_FILA,))}
    filas, antes = [*nombra], len(plano.entre)
    ambiguas = {
        fila: raices
        for fila, raices in nombra.items()
        if _es_ambigua(plano, fila, raices - raices_dadas)
    }
    armador = _ArmadorDeFilas(plano, nombra | dict.fromkeys(ambiguas, NADA), {})
    armador.repetir(filas, raices_dadas, None)
    if len(plano.entre) > antes:
        plano.cambian.append(tabla)
        for fila in filas:
            desenvolver(fila)
    for fila in filas:
        de_la_fila = armador.contexto[fila]
        if fila in ambiguas:  # lo que nombra ya está dicho
            de_la_fila = plano.nombres.raices.con_los_de_su_corte(de_la_fila | ambiguas[fila])
        for celda in desenvueltos(fila, (_CELDA,)):
            une = celda.find(f"{W}tcPr/{W}vMerge")
            sigue = une is not None and une.get(f"{W}val", "continue") == "continue"
            if sigue and any("{{" in plano.textos[parrafo] for parrafo in celda.iter(P)):
                motivo = "lo que dice una celda combinada con la de arriba no se ve: pase el hueco"
                plano.anotar_falla(celda, "formato_incoherente", f"{motivo} a la de arriba")
            plano.analizar(celda, de_la_fila)


def _nombradas(plano: Plano, fila: Elemento) -> frozenset[str]:
    """Raíces que las celdas de una fila nombran, sin las que en todo lugar se sabe cuáles son."""
    bloques = (bloque for celda in desenvueltos(fila, (_CELDA,)) for bloque in celda)
    nombradas = frozenset(plano.nombradas_en_bloques(bloques))
    return nombradas.difference(plano.nombres.raices.del_corte, plano.nombres.raices.siempre)


def _es_ambigua(plano: Plano, fila: Elemento, sueltas: frozenset[str]) -> bool:
    """Si una fila nombra dos objetos que ninguno contiene al otro; anota la falla.

    ``sueltas``: los que nombra y de los que ahí no se sabe cuál es.
    """
    raices = plano.nombres.raices
    for una, otra in combinations(sorted(sueltas, key=raices.hondura), 2):
        if not raices.en_una_linea(una, otra):
            motivo = (
                f"esta fila nombra {una!r} y {otra!r}, y ninguno contiene al otro: no se sabe por"
                " cuál se repite; van en filas distintas"
            )
            plano.anotar_falla(fila, "plantilla_invalida", motivo)
            return True
    return False


@clases.frozen(eq=False)
class _ArmadorDeFilas:
    """De las filas a lo que se repite."""

    plano: Plano
    nombra: Mapping[Elemento, frozenset[str]]
    """Raíces de que cada fila nombra algo."""
    contexto: dict[Elemento, frozenset[str]]
    """Raíces que se conocen en cada fila."""

    def repetir(
        self,
        filas: Sequence[Elemento],
        raices_dadas: frozenset[str],
        repeticion: Repeticion | None,
    ) -> None:
        """Anota lo que unas filas seguidas repiten, dentro de esa repetición."""
        grupos = [*self._grupos(filas, raices_dadas)]
        agrupadas = {numero for desde, hasta, _ in grupos for numero in range(desde, hasta)}
        for numero, fila in enumerate(filas):
            if numero not in agrupadas:
                self.contexto[fila] = raices_dadas
                self.plano.condicionar_a_que_la_lleven(fila, self.nombra[fila], repeticion)
        for desde, hasta, raiz in grupos:
            nueva = self.plano.repetir(raiz)
            de_la_nueva = filas[desde:hasta]
            nueva.elementos += de_la_nueva
            self.plano.entre.append((filas[desde], filas[hasta - 1], nueva.paso))
            interior = self.plano.dentro_de(raiz, raices_dadas)
            self.repetir(de_la_nueva, interior, nueva)

    def _grupos(
        self, filas: Sequence[Elemento], raices_dadas: frozenset[str]
    ) -> Iterator[tuple[int, int, str]]:
        """Las filas que se repiten: la primera, la que sigue a la última y por qué objeto.

        ``raices_dadas``: los objetos de que ya se sabe cuál es, por fuera de esas filas.
        """
        raices = self.plano.nombres.raices
        raiz_de = {
            numero: max(sueltas, key=raices.hondura)
            for numero, fila in enumerate(filas)
            if (sueltas := self.nombra[fila] - raices_dadas)
        }
        grupos: list[list[int]] = []
        for numero, raiz in raiz_de.items():
            grupos_de_su_linea = [
                grupo
                for grupo in grupos
                if any(raices.en_una_linea(raiz, raiz_de[fila_vecina]) for fila_vecina in grupo)
            ]
            # Lo que une a dos grupos se lleva también lo que haya entre ellos.
            if grupos_de_su_linea:
                desde = grupos.index(grupos_de_su_linea[0])
                unidas = [fila for grupo in grupos[desde:] for fila in grupo]
                grupos[desde:] = [[*unidas, numero]]
            else:
                grupos.append([numero])
        for grupo in grupos:
            raices_del_grupo = [raiz_de[numero] for numero in grupo]
            comunes = (
                raiz
                for raiz in raices_del_grupo
                if all(raices.en_una_linea(raiz, vecina) for vecina in raices_del_grupo)
            )
            afuera = min(comunes, key=raices.hondura, default=raices_del_grupo[0])
            for numero in grupo:
                if not raices.en_una_linea(afuera, raiz_de[numero]):
                    motivo = (
                        f"esta fila de {raiz_de[numero]!r} está entre las de {afuera!r}, que"
                        " no lo contiene; póngala antes o después, o en otra tabla"
                    )
                    self.plano.anotar_falla(filas[numero], "plantilla_invalida", motivo)
            yield grupo[0], grupo[-1] + 1, afuera
