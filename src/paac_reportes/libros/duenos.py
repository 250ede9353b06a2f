"""De quién es cada fila de un libro: a cuál de los ya leídos se refiere lo que dice de su dueño.

Manda lo que se lee en la fila. Lo que en ella está como salió es de quien era entonces, aunque hoy
se llame de otro modo; en blanco, del de la fila de arriba. Lo que no se sepa de quién es se dice,
y no se lee.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes.estructura import mostrar
from paac_reportes.libros.listas import Nivel, huella_del_nombre
from paac_reportes.libros.por_armar import PorArmar
from paac_reportes.libros.valores import como_se_lee
from paac_reportes.libros.vistas import FilaDelLibro, leer_fecha_o_texto
from paac_reportes.textos.plano import en_plano


@attrs.define(eq=False)
class Dueno:
    """Dueño de otros: dónde va, y con qué nombran lo suyo las otras hojas."""

    ruta: str
    datos: dict[str, Any]
    dueno: "Dueno | None" = None
    salio: str = ""
    """Cuál era al salir el libro: ``c0s1``."""
    huellas: tuple[str, ...] = ()
    """Entre ellas, la de cómo se llamaba al salir."""
    numeros: dict[tuple[str, str], int] = attrs.Factory(dict)
    """El lugar de cada uno de los de una lista suya, por ella y el número que el libro le da."""

    def agregar(self, lista: str, datos: dict[str, Any], salio: str = "") -> "Dueno":
        """Otro al final de una lista suya."""
        objetos = self.datos.setdefault(lista, [])
        objetos.append(datos)
        ruta = f"{self.ruta}.{lista}" if self.ruta else lista
        return Dueno(f"{ruta}[{len(objetos) - 1}]", datos, self, salio)


@attrs.define(eq=False)
class _Hermanos:
    """Los de un nivel que son de un mismo dueño."""

    todos: list[Dueno] = attrs.Factory(list)
    por_nombre: dict[tuple[str, ...], list[Dueno]] = attrs.Factory(dict)
    """Por lo que dice cada campo con que se nombra a uno, sin mayúsculas ni tildes."""


class Duenos:
    """Dueños de un nivel, y a cuál se refiere una fila de otra hoja."""

    def __init__(
        self, nivel: Nivel, por_armar: PorArmar, raiz: Dueno, afuera: "Duenos | None"
    ) -> None:
        self._nivel, self._por_armar = nivel, por_armar
        self._raiz, self._afuera = raiz, afuera
        self._por_ruta: dict[str, _Hermanos] = {}
        self._como_salio: dict[str, Dueno] = {}
        self._nombre = nivel.nombrado.el.partition(" ")[2]
        self._o = "a" if nivel.nombrado.el.startswith("la ") else "o"
        self.anterior: Dueno | None = None
        """Dueño de la fila de arriba."""
        self.es_el_de_arriba = False
        """Si la última fila lo calla y se tomó el de la de arriba."""

    # -------------------------------------------------------------- los que hay
    def conocer(self, objeto: Dueno, lugar: str) -> None:
        """Anotación de uno: el que se llama como otro y no salió con él se dice."""
        hermanos = self._hermanos((self._afuera and objeto.dueno) or self._raiz)
        campos = self._lo_que_se_dice_de(objeto)
        es_otro = bool(objeto.salio) and objeto.salio not in self._como_salio
        por_campos = self._nivel.nombrado.como == "campos"
        if por_campos:
            iguales = hermanos.por_nombre.setdefault(_plano(campos), [])
            if iguales and not es_otro:
                motivo = (
                    f"ya hay otr{self._o} {self._nombre} {_juntos(campos)}: lo suyo es del primero"
                )
                self._por_armar.avisar("fila_repetida", lugar, motivo)
            iguales.append(objeto)
        for nombre in {_plano([valor]) for valor in campos if valor and not por_campos}:
            hermanos.por_nombre.setdefault(nombre, []).append(objeto)
        hermanos.todos.append(objeto)
        if es_otro:
            self._como_salio[objeto.salio] = objeto
        if self._nivel.nombrado.como == "lugar" and es_otro and campos == [None]:
            self._comparar_lugares(objeto.salio, len(hermanos.todos), lugar)

    def _comparar_lugares(self, salio: str, hoy: int, lugar: str) -> None:
        """Aviso del que estaba en un lugar (desde 1) cuando el libro salió, y hoy está en otro."""
        antes = int(_AFUERA.sub("", salio)) + 1
        if antes != hoy:
            motivo = (
                f"era {self._nivel.nombrado.el} {antes} y quedó de {hoy}; otras hojas lo nombran"
                " por su lugar: revíselas"
            )
            self._por_armar.avisar("filas_movidas", lugar, motivo)

    def _hermanos(self, afuera: Dueno) -> _Hermanos:
        return self._por_ruta.setdefault(afuera.ruta, _Hermanos())

    def _lo_que_se_dice_de(self, objeto: Dueno) -> list[Any]:
        return [objeto.datos.get(campo) for campo in self._nivel.nombrado.campos]

    # -------------------------------------------------------------- el de una fila
    def de(self, fila: FilaDelLibro) -> Dueno | None:
        """Dueño de una fila; si calla cuál, el de la fila de arriba, que es de lo mismo."""
        afuera = self._raiz if self._afuera is None else self._afuera.de(fila)
        self._por_armar.usar(fila, *(columna.dato for columna in self._nivel.columnas))
        self.es_el_de_arriba = False
        if afuera is None:
            return None
        dice = self._lo_que_dice(fila)
        huella = huella_del_nombre(self._nivel.raiz, dice)
        salio = fila.dueno_al_salir(self._nivel.contenido.letra, huella)
        antes = self._como_salio.get(salio) if salio else None
        es_de_otro = self._afuera is not None and _PASO.sub("", salio) != afuera.salio
        if es_de_otro or (antes is not None and huella not in antes.huellas):
            salio = ""  # es de otro que entonces, o viene de otro libro
        # El que no tiene hoja puede no llamarse de ningún modo: en blanco es él.
        se_hereda = self._afuera is None or self._nivel.hoja or self._afuera.es_el_de_arriba
        hay_arriba = self.anterior is not None and (
            self._afuera is None or self.anterior.dueno is afuera
        )
        self.es_el_de_arriba = bool(not salio and se_hereda and hay_arriba and self.calla(fila))
        if self.es_el_de_arriba:
            return self.anterior
        if self._nivel.nombrado.a_veces and not salio and self.calla(fila):
            return afuera
        objeto = self._hallar(fila, afuera, dice, salio)
        self.anterior = objeto or self.anterior
        return objeto

    def _lo_que_dice(self, fila: FilaDelLibro) -> list[Any]:
        """Lo que una fila dice de su dueño, por columna."""
        if self._nivel.nombrado.como != "campos":
            return [leer_fecha_o_texto(fila.valor(self._nivel.columnas[0].dato))]
        return [como_se_lee(fila, c, de_su_dueno=True) for c in self._nivel.columnas]

    def _hallar(
        self, fila: FilaDelLibro, afuera: Dueno, dice: list[Any], salio: str
    ) -> Dueno | None:
        """El que la fila nombra o, si nadie se llama así, el que era cuando el libro salió."""
        celda = fila.lugar_de(self._nivel.columnas[-1].dato)
        hermanos, como = self._hermanos(afuera), self._nivel.nombrado.como
        llamados = self._llamados(dice, hermanos)
        antes = self._como_salio.get(salio) if salio else None
        if antes is not None:
            por_su_lugar = antes in llamados or como == "lugar"
            return antes if por_su_lugar else self._el_de_antes(antes, dice, llamados, celda)
        if como == "campos":
            return self._por_campos(fila, afuera, dice, salio)
        if como == "lugar" and not llamados:
            lugar = str(dice[0] or "")
            llamados = hermanos.todos[int(lugar) - 1 :][:1] if _LUGAR.fullmatch(lugar) else []
        if len(llamados) == 1:
            return llamados[0]
        hay = f"hay {len(llamados)} que se llaman" if llamados else f"ningun{self._o} se llama"
        motivo = (
            f"no se sabe de qué {self._nombre} es: llegó {mostrar(dice[0])} y en la hoja"
            f" {self._nivel.hoja} {hay} así"
        )
        self._por_armar.fallar("fila_sin_lugar", celda, motivo)
        return None

    def _por_campos(
        self, fila: FilaDelLibro, afuera: Dueno, dice: list[Any], salio: str
    ) -> Dueno | None:
        """El primero que se llama así, o uno nuevo; de los iguales sin hoja, el de arriba."""
        llamados = self._llamados(dice, self._hermanos(afuera))
        if not self._nivel.hoja and salio:  # uno que nadie ha nombrado: no es de los que salieron
            llamados = [uno for uno in llamados if not uno.salio]
        if not llamados:
            return self._nuevo(fila, afuera, dice, salio)
        primero = next((uno for uno in llamados if uno is self.anterior), llamados[0])
        self._decir_parecido(dice, primero, fila.lugar_de(self._nivel.columnas[-1].dato))
        if salio:
            primero.salio = salio
            self._como_salio[salio] = primero
        return primero

    def _llamados(self, dice: list[Any], hermanos: _Hermanos) -> list[Dueno]:
        """Los que se llaman así; un campo en blanco puede ser cualquiera."""
        plano = _plano(dice)
        llamados = hermanos.por_nombre.get(plano, [])
        if not llamados and "" in plano and any(plano):
            por_nombre = hermanos.por_nombre.items()
            pueden = [
                o
                for otro, o in por_nombre
                if all(a in ("", b) for a, b in zip(plano, otro, strict=True))
            ]
            llamados = pueden[0] if len(pueden) == 1 else []
        a_la_letra = [u for u in llamados if self._lo_que_se_dice_de(u) == dice]
        return a_la_letra or llamados

    def _decir_parecido(self, dice: list[Any], objeto: Dueno, celda: str) -> None:
        """Aviso de lo que se tomó por lo mismo con otras mayúsculas o tildes."""
        for valor, es in zip(dice, self._lo_que_se_dice_de(objeto), strict=True):
            if isinstance(valor, str) and valor != es:
                de_donde = (
                    f"el de la hoja {self._nivel.hoja}" if self._nivel.hoja else "como arriba"
                )
                motivo = f"{mostrar(valor)} se leyó como {mostrar(es)}, {de_donde}"
                self._por_armar.avisar("nombre_parecido", celda, motivo)

    def _el_de_antes(
        self, antes: Dueno, dice: list[Any], llamados: Sequence[Dueno], celda: str
    ) -> Dueno:
        """El que se llamaba así cuando el libro salió o, si hoy otro se llama así, ése; se dice."""
        el, nombre = "la" if self._o == "a" else "el", _juntos(dice)
        if not llamados:
            motivo = (
                f"{nombre} ya no está en la hoja {self._nivel.hoja}: se leyó como {el} que se"
                " llamaba así"
            )
            self._por_armar.avisar("nombre_parecido", celda, motivo)
            return antes
        motivo = (
            f"{nombre} era otr{self._o} {self._nombre} cuando el libro se escribió; la fila"
            f" quedó en {el} que hoy se llama así"
        )
        self._por_armar.avisar("lectura_dudosa", celda, motivo)
        return llamados[0]

    def _nuevo(
        self, fila: FilaDelLibro, afuera: Dueno, dice: list[Any], salio: str
    ) -> Dueno | None:
        """El que no está en su hoja: se agrega y se dice o, si ha de estar, es una falla."""
        nivel, obligatorios = self._nivel, self._nivel.obligatorios
        lugar, datos = (
            fila.lugar_de(nivel.columnas[-1].dato),
            dict(zip(nivel.nombrado.campos, dice, strict=True)),
        )
        if self.calla(fila) and not salio and (nivel.hoja or obligatorios):
            se_esperaba = f"; se esperaba un{self._o} de la hoja {nivel.hoja}" if nivel.hoja else ""
            motivo = f"falta decir de qué {self._nombre} es{se_esperaba}"
            self._por_armar.fallar("fila_sin_lugar", lugar, motivo)
            # El libro no se lee: se agrega uno para revisar también lo suyo.
            return afuera.agregar(nivel.contenido.nombre, dict.fromkeys(obligatorios, "?"))
        if nivel.hoja and not nivel.nombrado.si_falta:
            motivo = f"no hay en la hoja {nivel.hoja} {nivel.nombrado.el}"
            self._por_armar.fallar("fila_sin_lugar", lugar, motivo)
            return None
        if nivel.hoja:
            motivo = (
                f"{nivel.nombrado.el} {_juntos(dice)} no está en la hoja {nivel.hoja}: se agregó"
            )
            self._por_armar.avisar(nivel.nombrado.si_falta, lugar, motivo)
        dichos = {campo: valor for campo, valor in datos.items() if valor is not None}
        nuevo = afuera.agregar(nivel.contenido.nombre, dichos, salio)
        nuevo.huellas = (huella_del_nombre(nivel.raiz, dice),)
        self.conocer(nuevo, lugar)
        self._por_armar.lugares[nuevo.ruta] = fila.lugar
        for campo, columna in zip(nivel.nombrado.campos, nivel.columnas, strict=True):
            if columna.dato in fila.columnas:
                self._por_armar.lugares[f"{nuevo.ruta}.{campo}"] = fila.lugar_de(columna.dato)
        return nuevo

    def calla(self, fila: FilaDelLibro) -> bool:
        """Si la fila no dice cuál es."""
        return all(fila.valor(columna.dato) is None for columna in self._nivel.columnas)

    def empezar(self) -> None:
        """Otra hoja: nada hay arriba de su primera fila."""
        self.anterior = None


_PASO, _AFUERA = re.compile(r"[a-z]\d+$"), re.compile(r".*[a-z]")
"""De ``c0s1``, el último paso y lo que va antes de su número."""
_LUGAR = re.compile(r"[1-9]\d{0,5}")


def _plano(valores: Sequence[Any]) -> tuple[str, ...]:
    return tuple("" if valor is None else en_plano(str(valor)) for valor in valores)


def _juntos(valores: Sequence[Any]) -> str:
    """Lo que se dice de uno: ``1, 'Gestión del riesgo'``."""
    dichos = (valor for valor in valores if valor is not None)
    return ", ".join(str(v) if isinstance(v, date) else mostrar(v) for v in dichos)
