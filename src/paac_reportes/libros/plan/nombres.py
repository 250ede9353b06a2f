"""Los componentes de la hoja Componentes, que las otras pueden nombrar a medias o casi."""

from typing import Any

from paac_reportes.errores import Aviso
from paac_reportes.textos.cercanos import el_mas_cercano
from paac_reportes.textos.plano import en_plano

DEPENDENCIA, NUMERO, COMPONENTE = "dependencia.nombre", "componente.numero", "componente.nombre"
_PARECIDO_QUE_SE_SUGIERE = 0.8

Valores = dict[str, Any]


class NombresDelPlan:
    """Nombres del plan que hay, y a cuál de ellos se refiere una fila."""

    def __init__(self, avisos: list[Aviso]) -> None:
        self._avisos = avisos
        self._conocidos: dict[tuple[Any, ...], Valores] = {}
        self._dichos: set[tuple[Any, ...]] = set()

    def conocer(self, valores: Valores) -> None:
        """Anotación de un nombre de la hoja Componentes."""
        self._conocidos.setdefault(_identidad(valores), valores)

    @property
    def hay(self) -> bool:
        """Si algún componente tiene número o nombre."""
        return any(
            numero is not None or nombre is not None for _, numero, nombre in self._conocidos
        )

    def el_de(self, valores: Valores, lugar: str) -> Valores:
        """Valores de la fila con el nombre entero; el que no está se dice, y queda como llegó."""
        propuesto = (None, *_identidad(valores)[1:])
        if not self._conocidos or {_identidad(valores), propuesto} & self._conocidos.keys():
            return valores
        iguales = [uno for uno in self._conocidos.values() if _puede_ser(valores, uno)]
        if len(iguales) != 1:
            self._decir_que_es_nuevo(valores, lugar)
            return valores
        nombre_entero = {
            dato: iguales[0][dato]
            for dato in (DEPENDENCIA, NUMERO, COMPONENTE)
            if dato != DEPENDENCIA or iguales[0][dato] is not None
        }
        nombre_escrito = {
            dato: valores[dato] for dato in nombre_entero if valores[dato] is not None
        }
        cambiados = [d for d, valor in nombre_escrito.items() if valor != nombre_entero[d]]
        for dato in cambiados:
            entero = f"{nombre_entero[dato]!r}, el de la hoja Componentes"
            motivo = f"{nombre_escrito[dato]!r} se leyó como {entero}"
            self._avisos.append(Aviso("nombre_parecido", lugar, motivo))
        return {**valores, **nombre_entero}

    def _decir_que_es_nuevo(self, valores: Valores, lugar: str) -> None:
        """Aviso de un nombre nuevo, una vez por nombre."""
        identidad = _identidad(valores)
        if identidad in self._dichos:
            return
        self._dichos.add(identidad)
        nombre = en_plano(str(valores[COMPONENTE] or ""))
        nombres = {en_plano(otro): otro for _, _, otro in self._conocidos if otro}
        cercano = el_mas_cercano(nombre, nombres, _PARECIDO_QUE_SE_SUGIERE)
        pista = f"; ¿es {nombres[cercano]!r}?" if cercano else ""
        componente = ", ".join(repr(valor) for valor in identidad if valor is not None)
        motivo = f"el componente {componente} no está en la hoja Componentes: se agregó{pista}"
        self._avisos.append(Aviso("componente_agregado", lugar, motivo))


def _identidad(valores: Valores) -> tuple[Any, ...]:
    return valores[DEPENDENCIA], valores[NUMERO], valores[COMPONENTE]


def _puede_ser(valores: Valores, conocido: Valores) -> bool:
    """Si lo que la fila dice es lo mismo, sin mirar mayúsculas, tildes ni espacios."""
    if valores[NUMERO] is None and valores[COMPONENTE] is None:
        return False
    return all(
        valores[dato] is None
        or _igual(valores[dato], conocido[dato])
        or (
            dato == DEPENDENCIA and conocido[dato] is None
        )  # uno propuesto, que puede ser de cualquiera
        for dato in (DEPENDENCIA, NUMERO, COMPONENTE)
    )


def _igual(valor: Any, otro_valor: Any) -> bool:
    if isinstance(valor, str) and isinstance(otro_valor, str):
        return en_plano(valor) == en_plano(otro_valor)
    return bool(valor == otro_valor)
