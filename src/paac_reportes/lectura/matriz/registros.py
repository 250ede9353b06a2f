"""De las filas de datos de un tramo a sus registros: una actividad, un trámite, un riesgo.

Cada dato lleva la celda de donde salió. Lo que no es de su dato va a los extras, y se dice.

Al final, lo que está escrito dos veces queda una sola (regla 9): la misma matriz copiada, un corte
o una fase por hoja. Lo que difiere se dice con sus dos celdas.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import llego
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.celdas import es_redaccion
from paac_reportes.lectura.matriz.declaraciones import Declaracion
from paac_reportes.lectura.matriz.franjas import continua, corte_dicho, sin_copia
from paac_reportes.lectura.matriz.palabras import (
    CODIGOS,
    NoSeEntiendeError,
    clave_de_extra,
    en_una,
    es_codigo_numerico,
    es_marca,
    no_dice_nada,
    opcion_de,
    rotulo_de,
    separar_codigo,
    separar_numero,
    texto_de,
    valor_de_celda,
)
from paac_reportes.lectura.matriz.tablas import Columna, Tramo
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.opc.visto import CeldaVista, LugarDelArchivo, Mes
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import fecha_corta

_TIPOS = CATALOGO.opciones("control.tipo")
_COMBINADA = "está combinada sobre varias {}: lo que dice es de cada una"
_PARTE_CON_CODIGO = 0.7
"""Parte de las celdas que traen código y texto juntos para partirlos."""
PIDE_CORTE = "diga el corte: corte=… o --corte"


class Valor(NamedTuple):
    """Un valor leído, y la celda de donde salió."""

    valor: Any
    lugar: str

    @property
    def plano(self) -> object:
        """Valor como se compara."""
        return en_plano(self.valor) if isinstance(self.valor, str) else self.valor


_SIN_VALOR = Valor("", "")
Datos = dict[str, Valor]
"""Valores leídos, por el campo a que van."""


def completar(datos: Datos, campo: str, valor: Valor, avisos: list[Aviso]) -> None:
    """Pone un dato que faltaba; si ya dice otra cosa, manda lo primero y se dice."""
    antes = datos.setdefault(campo, valor)
    if antes.plano != valor.plano:
        dice = f"dice {mostrar(valor.valor)}, y {antes.lugar} dice {mostrar(antes.valor)}"
        avisos.append(Aviso("lectura_dudosa", valor.lugar, f"{dice}: se tomó lo primero"))


@attrs.define(eq=False)
class Registro:
    """Una actividad, un trámite o un riesgo, con lo que sus filas dicen."""

    tramo: Tramo
    filas: list[int]
    contexto: dict[str, Any]
    """Dependencia, componente o proceso de que es: por dato, lo que se dijo y dónde."""
    datos: Datos = attrs.Factory(dict)
    extras: Datos = attrs.Factory(dict)
    hijos: dict[str, list[Datos]] = attrs.Factory(dict)
    """Causas, controles o acciones del registro, por su lista."""
    cortes: dict[date, Datos] = attrs.Factory(dict)

    @property
    def lugar(self) -> LugarDelArchivo:
        """Su primera fila."""
        return self.tramo.tabla.lugar_de(self.filas[0])

    @property
    def clave(self) -> tuple[str, str]:
        """Código y texto, como se comparan; vacío el que no trae."""
        raiz = self.tramo.raiz
        campos = (dato.partition(".")[2] for dato in (raiz.codigo, raiz.ancla))
        codigo, texto = (str(self.datos.get(campo, _SIN_VALOR).valor) for campo in campos)
        return en_plano(codigo).rstrip("."), rotulo_de(texto).letras


def es_resto(tramo: Tramo, fila: int) -> bool:
    """Si el código o el ancla de una fila terminan en «(cont.)»: es el resto de la de antes."""
    celdas = (tramo.celda(tramo.de(d), fila) for d in (tramo.raiz.codigo, tramo.raiz.ancla))
    return any(celda is not None and continua(celda.texto) for celda in celdas)


def cubre_varias(tramo: Tramo, celda: CeldaVista) -> bool:
    """Si una celda va sobre dos columnas con dato, o más."""
    hasta = celda.columna + celda.cuantas_columnas
    cubiertas = (c for c in tramo.columnas if celda.columna <= c.desde and c.ultima < hasta)
    return sum(bool(columna.datos) for columna in cubiertas) > 1


@attrs.define(eq=False, slots=False)
class Lector:
    """Lee los registros de un tramo."""

    _tramo: Tramo
    _declaracion: Declaracion
    _corte: date | None
    _avisos: list[Aviso]
    _usadas: set[str]

    def __attrs_post_init__(self) -> None:
        """Mira qué columnas son de los cortes y de los hijos, y si el ancla lleva su código."""
        columnas, self._raiz = self._tramo.columnas, self._tramo.raiz
        self._de_corte = [c for c in columnas if c.objeto == self._declaracion.de_corte]
        self._grupos = {
            lista: self._grupos_de(primero.partition(".")[0], primero)
            for lista, (primero, *_) in self._declaracion.hijos.items()
        }
        ancla = self._tramo.de(self._raiz.ancla)
        partidos = [separar_codigo(celda.texto) for celda in (ancla.celdas if ancla else ())]
        self._codigo_adentro = sum(map(bool, partidos)) >= max(1, _PARTE_CON_CODIGO * len(partidos))

    def leer(self, registro: Registro, filas: Sequence[int]) -> None:
        """Pone en un registro lo que dicen unas filas seguidas."""
        self._registro, self._filas = registro, filas
        for columna in self._tramo.columnas:
            no_va = columna.periodo or (columna.es_pedida and not columna.datos)
            if not no_va and columna.dato not in self._declaracion.contexto:
                self._de_columna(columna, self._celdas(columna, filas))
        for lista, grupos in self._grupos.items():
            for columnas in grupos:
                self._hijos(lista, columnas)
        if self._codigo_adentro:
            self._partir_el_codigo(registro.datos)
        self._programar()
        if self._declaracion.de_mapa and registro.cortes:
            self._decir_quien_sigue()

    def _de_columna(self, columna: Columna, celdas: Sequence[CeldaVista]) -> None:
        """Cada celda de una columna a lo suyo: los extras, el reporte de un corte o un dato."""
        if columna.campo.startswith("residual."):
            celdas = self._residual(columna, celdas)
        sin_dato = not columna.datos or columna.dato == "vigencia"
        if sin_dato and (not columna.camino or (columna.oculta and self._declaracion.de_mapa)):
            return
        for celda in celdas:
            self._avisar_si_se_comparte(columna, celda)
            if sin_dato:
                self._al_extra(extra_de(self._tramo, columna), celda)
            elif columna in self._de_corte:
                self._del_corte(columna, celda)
            elif columna.objeto == self._raiz.nombre:
                self._poner(self._registro.datos, columna, celda)

    # ------------------------------------------------------------------ las celdas

    def _celdas(self, columna: Columna, filas: Iterable[int]) -> list[CeldaVista]:
        """Celdas de una columna en unas filas, una vez cada una."""
        return [
            celda
            for celda in dict.fromkeys(self._tramo.celda(columna, fila) for fila in filas)
            if celda and not (continua(celda.texto) and es_resto(self._tramo, celda.fila))
        ]

    def _avisar(self, codigo: str, lugar: str, motivo: str, **datos: Any) -> None:
        self._avisos.append(Aviso(codigo, lugar, motivo, datos=datos))

    def _avisar_si_se_comparte(self, columna: Columna, celda: CeldaVista) -> None:
        """Regla 8: la celda que va sobre varias columnas con dato, o varias filas, es de todas."""
        if columna.datos and cubre_varias(self._tramo, celda):
            self._avisar("celda_combinada", self._tramo.lugar(celda), _COMBINADA.format("columnas"))
        elif columna in self._de_corte and celda.fila < self._filas[0]:
            self._avisar("celda_combinada", self._tramo.lugar(celda), _COMBINADA.format("filas"))

    def _poner(self, destino: Datos, columna: Columna, celda: CeldaVista, union: str = " ") -> None:
        """Pone en ``destino`` lo que una celda dice; lo que no es de su dato, en los extras.

        ``union``: lo que separa un texto del que ya había. Reglas 3 y 4.
        """
        lugar, dato = self._tramo.lugar(celda), columna.dato
        self._usadas.add(lugar)
        valores: Sequence[Any]
        if len(columna.datos) > 1:  # «26483/Nombre»: regla 4
            valores = separar_numero(celda.texto)
        elif dato in self._declaracion.de_lista and columna.objeto == self._raiz.nombre:
            valores = [[texto_de(celda)]]
        else:
            try:
                valores = [valor_de_celda(dato, celda)]
            except NoSeEntiendeError as esperado:
                self._dejar(destino, columna, celda, f"se esperaba {esperado}")
                return
        for parte, valor in zip(columna.datos, valores, strict=False):
            if valor is not None:
                self._sumar(destino, parte, Valor(valor, lugar), union)
                if parte in CODIGOS:
                    self._avisar_del_codigo(celda, valor)

    def _sumar(self, destino: Datos, dato: str, valor: Valor, union: str = " ") -> None:
        """Pone un valor o lo une al que había: una lista, o un texto; si no, avisa de lo distinto.

        ``union``: lo que separa un texto del otro.
        """
        campo = dato.partition(".")[2]
        antes = destino.setdefault(campo, valor)
        if antes.plano == valor.plano:
            return
        if isinstance(antes.valor, list):
            destino[campo] = Valor(list(dict.fromkeys([*antes.valor, *valor.valor])), antes.lugar)
        elif es_redaccion(dato) or (dato == self._raiz.ancla and not self._declaracion.de_mapa):
            destino[campo] = Valor(f"{antes.valor}{union}{valor.valor}", antes.lugar)
        else:
            completar(destino, campo, valor, self._avisos)

    def _dejar(self, destino: Datos, columna: Columna, celda: CeldaVista, motivo: str) -> None:
        """Regla 3: deja en los extras una celda que no es de su dato, con aviso y motivo."""
        motivo = f"{motivo}, llegó {mostrar(celda.texto)}"
        if columna in self._de_corte and not self._declaracion.de_mapa:
            clave = f"extras.{columna.campo}"
            destino[clave] = Valor(celda.texto, self._tramo.lugar(celda))
            self._avisar("celda_ilegible", self._tramo.lugar(celda), f"{motivo}: quedó en {clave}")
        else:
            clave = columna.campo if columna.objeto == self._raiz.nombre else columna.dato
            self._al_extra(clave.replace(".", "_"), celda, "celda_ilegible", motivo)

    def _al_extra(self, clave: str, celda: CeldaVista, codigo: str = "", motivo: str = "") -> None:
        """Agrega una celda al extra de ese nombre y, con un código, avisa por qué."""
        lugar, extras = self._tramo.lugar(celda), self._registro.extras
        textos = [extras[clave].valor] if clave in extras else []
        primero = extras.get(clave, Valor("", lugar)).lugar
        extras[clave] = Valor("\n".join([*textos, texto_de(celda)]), primero)
        self._usadas.add(lugar)
        if codigo:
            self._avisar(codigo, lugar, f"{motivo}: quedó en extras.{clave}")

    def _avisar_del_codigo(self, celda: CeldaVista, quedo: object) -> None:
        """Avisa de un código que Excel volvió número o fecha; ``quedo``: como se leyó."""
        es_dia = isinstance(celda.valor, date)
        if es_dia or es_codigo_numerico(celda):
            clase = "fecha" if es_dia else "número"
            leido = f"el código llegó como {clase} y se leyó {mostrar(quedo)}"
            motivo = f"{leido}: 1.1 y 1.10 no se distinguen; escríbalo como texto"
            anotado = {**llego(celda.valor), "quedo": quedo}
            self._avisar("codigo_como_numero", self._tramo.lugar(celda), motivo, **anotado)

    # ------------------------------------------------------------------ lo propio

    def _residual(self, columna: Columna, celdas: Sequence[CeldaVista]) -> Sequence[CeldaVista]:
        """Regla 4: las celdas que dicen la valoración residual; las demás van a los extras.

        De varias, la última; si no dice que es la de después y hay varios controles, ninguna.
        """
        controles = [self._inicios("controles", grupo) for grupo in self._grupos["controles"]]
        motivo = "cada control baja lo del anterior: lo residual es lo de la última fila"
        fuera = celdas[:-1]
        if not columna.se_dice and sum(map(len, controles)) > 1:
            motivo = "no dice si es de antes o de después de los controles, que son varios"
            fuera = celdas
        for celda in fuera:
            dice = f"{motivo}; {mostrar(celda.texto)}"
            self._al_extra(clave_de_extra(columna.campo), celda, "lectura_dudosa", dice)
        return celdas[len(fuera) :]

    def _partir_el_codigo(self, datos: Datos) -> None:
        """Regla 4: el código que va con el texto en casi todas las celdas de su tabla."""
        ancla, codigo = (dato.partition(".")[2] for dato in (self._raiz.ancla, self._raiz.codigo))
        redactado = datos.get(ancla, Valor("", ""))
        partido = separar_codigo(str(redactado.valor))
        if partido and codigo not in datos:
            datos[codigo], datos[ancla] = (redactado._replace(valor=parte) for parte in partido)

    def _programar(self) -> None:
        """Regla 11: los períodos que su cronograma marca con una X son sus fechas programadas."""
        datos, fila = self._registro.datos, self._filas[0]
        pintadas: list[LugarDelArchivo] = []
        for columna in (c for c in self._tramo.columnas if c.periodo):
            if self._va_pintada(fila, columna.desde):
                pintadas.append(self._tramo.tabla.lugar_de(fila, columna.desde))
            for celda in self._celdas(columna, self._filas):
                self._usadas.add(self._tramo.lugar(celda))
                if es_marca(celda.texto):
                    antes = datos.get("fecha_programada", Valor("", self._tramo.lugar(celda)))
                    fechas = en_una(filter(None, (antes.valor, columna.periodo)))
                    datos["fecha_programada"] = Valor(fechas, antes.lugar)
                elif not no_dice_nada(celda.texto):
                    motivo = f"{mostrar(celda.texto)} no es una marca de {columna.rotulo}"
                    clave = extra_de(self._tramo, columna)
                    self._al_extra(clave, celda, "celda_ilegible", motivo)
        if pintadas:
            van = "mes va pintado" if len(pintadas) == 1 else "meses van pintados"
            cuales = ", ".join(lugar.en_su_tabla for lugar in pintadas)
            motivo = f"{len(pintadas)} {van} y sin letra, y no se tomó ({cuales})"
            self._avisar("color_sin_leer", pintadas[0], f"{motivo}; escriba X en cada uno")

    def _va_pintada(self, fila: int, columna: int) -> bool:
        """Si una celda en blanco lleva un color que no es el de la mayoría de las escritas."""
        tabla = self._tramo.tabla
        celda, color = tabla.filas[fila][columna], tabla.colores.get((fila, columna))
        if color is None or (celda is not None and celda.texto.strip()):
            return False
        de_la_fila = self._tramo.en(fila)
        iguales = sum(tabla.colores.get((c.fila, c.columna)) == color for c in de_la_fila)
        return 2 * iguales <= len(de_la_fila)

    # ------------------------------------------------------------------ los hijos

    def _grupos_de(self, raiz: str, primero: str) -> list[list[Columna]]:
        """Las columnas de las causas, controles o acciones; si otra los nombra, va sola.

        ``raiz``: «control»; ``primero``: el dato con que empieza uno.
        """
        grupos: list[list[Columna]] = [[]]
        for columna in (c for c in self._tramo.columnas if c.objeto == raiz):
            if columna.dato == primero and any(c.dato == primero for c in grupos[0]):
                grupos.append([columna])
            else:
                grupos[0].append(columna)
        return list(filter(None, grupos))

    def _inicios(self, lista: str, columnas: Sequence[Columna]) -> list[int]:
        """Las filas en que empieza cada causa, control o acción: ``lista`` dice cuáles."""
        filas = self._filas
        for dato in self._declaracion.hijos[lista]:
            propias = (self._celdas(c, filas) for c in columnas if c.dato == dato)
            inicios = {max(celda.fila, filas[0]) for celdas in propias for celda in celdas}
            if inicios:
                return sorted(inicios)
        return []

    def _hijos(self, lista: str, columnas: Sequence[Columna]) -> None:
        """Agrega al registro sus causas, controles o acciones, uno por celda que lo empiece.

        Lo que no es de ninguno va a los extras.
        """
        filas, inicios = self._filas, self._inicios(lista, columnas)
        for desde, hasta in itertools.pairwise([*inicios, filas[-1] + 1]):
            hijo: Datos = {}
            del_hijo = [fila for fila in filas if desde <= fila < hasta]
            for columna in columnas:
                # La plantilla numera también los renglones que no traen otro.
                suyas = del_hijo[:1] if columna.campo == "numero" else del_hijo
                for celda in self._celdas(columna, suyas):
                    self._de_hijo(hijo, columna, celda)
            if hijo and hijo not in (hijos := self._registro.hijos.get(lista, [])):
                self._registro.hijos[lista] = [*hijos, hijo]
        sueltas = [fila for fila in filas if not inicios or fila < inicios[0]]
        for columna in columnas:
            motivo = f"«{columna.camino[-1]}» no está en la fila de un control ni de una acción"
            clave = clave_de_extra(f"{columna.objeto} {columna.camino[-1]}")
            for celda in self._celdas(columna, sueltas):
                self._al_extra(clave, celda, "lectura_dudosa", motivo)

    def _de_hijo(self, hijo: Datos, columna: Columna, celda: CeldaVista) -> None:
        """Pone lo que una celda dice en los datos de una causa, un control o una acción."""
        if columna.dato == "control.descripcion" and (tipo := opcion_de(_TIPOS, celda.texto)):
            hijo.setdefault(
                "tipo", Valor(tipo, self._tramo.lugar(celda))
            )  # «Correctivo», y nada más
            return
        self._poner(hijo, columna, celda, "\n")
        if columna.clase:
            hijo.setdefault("clase", Valor(columna.clase, ""))

    # ------------------------------------------------------------------ los cortes

    def _del_corte(self, columna: Columna, celda: CeldaVista) -> None:
        """Regla 10: pone lo que una celda reporta en su corte; si no se sabe, en los extras.

        El corte de la columna, el que la fila dice o el pedido.
        """
        if columna.campo == "corte":
            corte = self._corte_en(celda)
            self._usadas.add(self._tramo.lugar(celda))
        elif (corte := columna.corte or self._corte_de(celda)) is not None:
            en_su_fila = len(self._tramo.propias(celda.fila))
            sigue = celda.fila > self._filas[0] and en_su_fila == 1
            reporte = self._registro.cortes.setdefault(corte, {})
            self._poner(reporte, columna, celda, "\n" if sigue else " ")
        if corte is None:
            motivo = f"«{columna.rotulo}» es de un seguimiento y no se sabe de qué corte"
            clave = extra_de(self._tramo, columna)
            self._al_extra(clave, celda, "lectura_dudosa", f"{motivo} ({PIDE_CORTE})")

    def _corte_de(self, celda: CeldaVista) -> date | None:
        """El corte que la fila de una celda dice o, si no lo dice, el de su tabla o el pedido."""
        columna = next((c for c in self._de_corte if c.campo == "corte"), None)
        if columna is None:
            return self._corte
        filas = self._filas
        dicha = next(iter(self._celdas(columna, (max(celda.fila, filas[0]), *filas))), None)
        corte = self._corte_en(dicha) if dicha is not None else None
        if corte is None and self._corte is not None:
            texto = mostrar(dicha.texto) if dicha is not None else "la fila"
            motivo = f"{texto} no dice el corte de lo reportado: se tomó {fecha_corta(self._corte)}"
            self._avisar(
                "dato_supuesto", self._tramo.lugar(dicha or celda), motivo, quedo=self._corte
            )
        return corte or self._corte

    def _corte_en(self, celda: CeldaVista) -> date | None:
        """Día que una celda dice entero; el de «abr-20», el último del mes, y se dice.

        ``None`` si ninguno.
        """
        try:
            dia: date | None = valor_de_celda("seguimiento.corte", celda)
        except NoSeEntiendeError:
            dicho = corte_dicho(celda.texto, None)
            return dicho.corte if dicho is not None and not dicho.supuesto else None
        if isinstance(celda.valor, Mes) and dia is not None:
            motivo = f"{mostrar(celda.texto)} no dice el día: se leyó {fecha_corta(dia)}"
            anotado = {**llego(celda.texto), "quedo": dia}
            self._avisar("dato_supuesto", self._tramo.lugar(celda), motivo, **anotado)
        return dia

    def _decir_quien_sigue(self) -> None:
        """Quién sigue un riesgo: control interno si dice la efectividad; si no, su líder."""
        rol = "oci" if any(c.campo == "efectividad" for c in self._de_corte) else "lider"
        if rol == "lider":
            motivo = "no dice quién hace el seguimiento: se leyó como del líder del proceso"
            lugar = self._tramo.tabla.lugar_de(self._tramo.ultima, self._de_corte[0].desde)
            self._avisar("dato_supuesto", lugar, motivo)
        for reporte in self._registro.cortes.values():
            reporte["quien"] = Valor(rol, "")


def extra_de(tramo: Tramo, columna: Columna) -> str:
    """Nombre del extra de una columna sin dato; la segunda que se llama igual, con su número."""

    def rotulo_de_extra(otra: Columna) -> str:
        """El rótulo con que una columna da nombre a su extra; de un riesgo, con su sección."""
        if tramo.raiz.nombre == "riesgo":
            return f"{otra.seccion} {otra.camino[-1] if otra.camino else ''}"
        return otra.rotulo

    rotulo = rotulo_de_extra(columna)
    iguales = [c for c in tramo.columnas if not c.datos and rotulo_de_extra(c) == rotulo]
    orden = iguales.index(columna) if columna in iguales else 0
    return clave_de_extra(rotulo, f"_{orden + 1}" if orden else "")


# ------------------------------------------------------------------ la misma matriz dos veces

_PARTE_QUE_SE_REPITE = 0.9
"""De las filas de la menor de dos matrices: desde aquí son la misma."""
FECHAS = ("fecha_programada", "fecha_inicio", "fecha_fin")
PLANEADO = ("meta", "indicador", *FECHAS)
"""Datos que distinguen una fila de otra: si difieren, son dos filas."""


def sin_repetir(
    registros: Sequence[Registro], declaracion: Declaracion, avisos: list[Aviso]
) -> list[Registro]:
    """Los registros sin los que otro ya dice; lo que éstos agregan se une al que queda."""
    repetidos = _de_otra_fase if declaracion.de_mapa else _de_otra_matriz
    sobran = set(repetidos(registros, avisos))
    return [registro for registro in registros if registro not in sobran]


def _dueno(registro: Registro) -> str:
    """Dependencia o proceso que dice un registro, si alguno."""
    contexto = registro.contexto
    dicho = contexto.get("dependencia.nombre") or contexto.get("proceso.nombre")
    return rotulo_de(dicho.valor).letras if dicho else ""


# ------------------------------------------------------------------ la misma matriz


def _de_otra_matriz(registros: Sequence[Registro], avisos: list[Aviso]) -> set[Registro]:
    """Los registros que sobran, porque otra matriz del documento trae casi los mismos.

    De una hoja y su copia, sobran los de la copia; lo que agregan se une, con aviso.
    """
    por_matriz = agrupadas((_matriz(registro), registro) for registro in registros)
    matrices = [parte for una in por_matriz.values() for parte in _en_mitades(una)]
    matrices.sort(key=lambda una: sin_copia(una[0].tramo.hoja) != una[0].tramo.hoja.strip())
    sobran: set[Registro] = set()
    for cuantas, matriz in enumerate(matrices):
        for otra in matrices[:cuantas]:
            quedan = [registro for registro in otra if registro not in sobran]
            if _es_la_misma(quedan, matriz):
                sobran |= set(_repetidos(quedan, matriz, avisos))
                break
    return sobran


def _matriz(registro: Registro) -> object:
    """Matriz de que es una fila: una hoja, o una tabla de Word con las que la siguen."""
    tramo = registro.tramo
    datos = frozenset(dato for dato in tramo.datos if not dato.startswith("seguimiento."))
    return (tramo.hoja, tramo.tabla if tramo.hoja else "", datos, tramo.columnas[0].desde)


def _en_mitades(registros: list[Registro]) -> Iterator[list[Registro]]:
    """Matriz, o sus dos mitades si la segunda es otra vez la primera."""
    mitad = (len(registros) + 1) // 2
    claves = [(r.clave, _dueno(r)) for r in registros]
    if claves[:mitad] == claves[mitad:]:
        yield registros[:mitad]
        yield registros[mitad:]
    else:
        yield registros


def _es_la_misma(una: Sequence[Registro], otra: Sequence[Registro]) -> bool:
    """Si casi todas las filas de una están en la otra, que no nombra otra dependencia."""
    claves, otras = {r.clave for r in una}, {r.clave for r in otra}
    comunes = len(claves & otras)
    if not comunes or comunes < _PARTE_QUE_SE_REPITE * min(len(claves), len(otras)):
        return False
    return {*map(_dueno, otra)} - {""} <= {*map(_dueno, una)}


def _repetidos(
    una: Sequence[Registro], otra: Sequence[Registro], avisos: list[Aviso]
) -> Iterator[Registro]:
    """Los registros de ``otra`` que ya están en ``una``, donde se pone lo que agregan.

    Si se llaman igual y difieren, quedan los dos, con aviso.
    """
    por_clave = agrupadas((registro.clave, registro) for registro in una)
    for registro in otra:
        iguales = por_clave.get(registro.clave, [])
        pareja = next((igual for igual in iguales if _se_planeo_lo_mismo(igual, registro)), None)
        if pareja is not None:
            iguales.remove(pareja)
            _unir(pareja, registro, avisos)
            yield registro
        elif iguales:
            difiere = f"se llama como la de {iguales[0].lugar} y difiere"
            motivo = f"{difiere} en su meta, su indicador o su fecha: quedaron las dos"
            avisos.append(Aviso("fila_repetida", registro.lugar, motivo))


def _se_planeo_lo_mismo(uno: Registro, otro: Registro) -> bool:
    """Si dos registros tienen la misma meta, indicador y fechas, en lo que ambos dicen."""
    return all(
        uno.datos[campo].plano == otro.datos[campo].plano
        for campo in PLANEADO
        if campo in uno.datos and campo in otro.datos
    )


def _unir(pareja: Registro, registro: Registro, avisos: list[Aviso]) -> None:
    """Pone en ``pareja`` lo que otro registro igual agrega; avisa de lo que dicen distinto."""
    motivo = f"es la de {pareja.lugar}: se leyó una vez"
    avisos.append(Aviso("fila_repetida", registro.lugar, motivo))
    de_cortes = ((pareja.cortes.setdefault(c, {}), suyo) for c, suyo in registro.cortes.items())
    for datos, otros in (
        (pareja.datos, registro.datos),
        (pareja.extras, registro.extras),
        *de_cortes,
    ):
        for campo, valor in otros.items():
            completar(datos, campo, valor, avisos)
    pareja.cortes = dict(sorted(pareja.cortes.items()))
    for lista, hijos in registro.hijos.items():
        suyos = pareja.hijos.setdefault(lista, hijos)
        if list(map(_llano, suyos)) != list(map(_llano, hijos)):
            primero = next(iter(hijos[0].values()))
            trae = f"y el de {pareja.lugar} trae {lista} distintas"
            motivo = f"dice {mostrar(primero.valor)}, {trae}: se tomó lo primero"
            avisos.append(Aviso("lectura_dudosa", primero.lugar or registro.lugar, motivo))


def _llano(datos: Datos) -> list[tuple[str, str]]:
    return sorted((campo, str(valor.plano)) for campo, valor in datos.items() if campo != "clase")


# ------------------------------------------------------------------ una fase por hoja


def _de_otra_fase(registros: Sequence[Registro], avisos: list[Aviso]) -> Iterator[Registro]:
    """Registros de un riesgo ya dicho: su referencia y su nombre, o su nombre en su proceso.

    Ocho de ocho mapas de una clase traen una hoja por fase, con R1…Rn en todas.
    """
    quedan: list[Registro] = []
    for registro in sorted(registros, key=lambda r: not all(r.clave)):
        pareja = _pareja(registro, quedan, avisos)
        if pareja is not None:
            _unir(pareja, registro, avisos)
        if pareja is not None or not registro.clave[1]:
            yield registro
        else:
            quedan.append(registro)


def _pareja(registro: Registro, quedan: Sequence[Registro], avisos: list[Aviso]) -> Registro | None:
    """El riesgo que este registro dice otra vez, entre los que ``quedan``; si no, ``None``.

    Avisa si no se sabe cuál es, o si sus referencias difieren.
    """
    referencia, nombre = registro.clave
    otros = [otro for otro in quedan if otro.tramo is not registro.tramo]
    de_su_referencia = [otro for otro in otros if referencia and otro.clave[0] == referencia]
    if not nombre:
        if len(de_su_referencia) == 1:
            return de_su_referencia[0]
        cuantos = "varios riesgos la tienen" if de_su_referencia else "ningún riesgo la tiene"
        motivo = f"sólo dice la referencia {mostrar(referencia)}, y {cuantos}"
        avisos.append(Aviso("fila_sin_leer", registro.lugar, motivo))
        return None
    for otro in (otro for otro in otros if otro.clave[1] == nombre):
        de_su_dueno, suya = _dueno(otro) == _dueno(registro), otro.clave[0]
        if suya == referencia and (referencia or de_su_dueno):
            return otro
        if de_su_dueno and _se_completan(otro, registro):
            if referencia and suya:
                dicen = f"{mostrar(referencia)}, y {otro.lugar} dice {mostrar(suya)}"
                motivo = f"dice la referencia {dicen}: es el mismo riesgo y quedó la primera"
                avisos.append(Aviso("lectura_dudosa", registro.lugar, motivo))
                registro.datos.pop("referencia", None)
            return otro
    if de_su_referencia:
        dice = f"trae la referencia {mostrar(referencia)} de otro riesgo"
        motivo = f"{dice}, con otro nombre: quedó aparte"
        avisos.append(Aviso("fila_repetida", registro.lugar, motivo))
    return None


def _se_completan(uno: Registro, otro: Registro) -> bool:
    """Si cada uno trae algo que al otro le falta."""
    datos, otros = ({*r.datos, *r.hijos} for r in (uno, otro))
    return bool(datos - otros) and bool(otros - datos)
